/** One bar: what is searched and which orders. Part of a name is not searched, and the page says so. */
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListFilter } from '../api/order-list.ts'
import { useMay } from '../api/session.ts'
import { Sign } from '../parts/signs.tsx'

export type SearchIn = 'number' | 'buyerName' | 'postcode'

type FilterBarProps = {
  readonly filter: ListFilter
  readonly place: ReactNode
  readonly onBuyer: (what: 'buyerName' | 'postcode', text: string) => void
}

export function FilterBar({ filter, place, onBuyer }: FilterBarProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const change = (changed: Partial<ListFilter>) => {
    void navigate({ to: '/orders', search: { ...filter, ...changed } })
  }
  return (
    <>
      <search className="filters">
        <SearchField filter={filter} onNumber={(search) => change({ search })} onBuyer={onBuyer} />
        <Choice
          name={t('orders.filter.from')}
          value={filter.channel}
          options={['amazon', 'shopify']}
          word={(one) => t(`orders.filter.channel.${one}`)}
          onChoose={(channel) => change({ channel })}
        />
        <Choice
          name={t('orders.filter.shippedBy')}
          value={filter.fulfilledBy}
          options={['MERCHANT', 'AMAZON']}
          word={(one) => t(`orders.filter.by.${one}`)}
          onChoose={(fulfilledBy) => change({ fulfilledBy })}
        />
        {filter.code === undefined ? null : (
          <button type="button" className="button low" onClick={() => change({ code: undefined })}>
            {t(`holds.${filter.code}.title`, { defaultValue: filter.code })}
            <Sign name="close" />
            <span className="unseen">{t('orders.filter.widen')}</span>
          </button>
        )}
        <span className="place faint small">{place}</span>
      </search>
      <p className="filters-hint small faint">{t('orders.search.hint')}</p>
    </>
  )
}

function SearchField(props: {
  readonly filter: ListFilter
  readonly onNumber: (text: string | undefined) => void
  readonly onBuyer: FilterBarProps['onBuyer']
}) {
  const { t } = useTranslation()
  const { filter, onNumber, onBuyer } = props
  const mayAskNames = useMay('operator')
  const [where, setWhere] = useState<SearchIn>('number')
  const [text, setText] = useState(filter.search ?? '')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => setText(filter.search ?? ''), [filter.search])
  useEffect(() => {
    if (location.hash === '#find') input.current?.focus()
  })
  const find = (event: FormEvent) => {
    event.preventDefault()
    const wanted = text.trim()
    history.replaceState(history.state, '', location.pathname + location.search)
    if (where === 'number') onNumber(wanted === '' ? undefined : wanted)
    else if (wanted !== '') onBuyer(where, wanted)
  }
  return (
    <>
      <form className="search" onSubmit={find}>
        <Sign name="find" />
        <input
          ref={input}
          className="input"
          type="search"
          aria-label={t(`orders.search.in.${where}`)}
          placeholder={t(`orders.search.in.${where}`)}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={(event) => forgetFind(event.target)}
        />
      </form>
      {mayAskNames ? (
        <select
          className="select"
          aria-label={t('orders.search.where')}
          value={where}
          onChange={(event) => setWhere(event.target.value as SearchIn)}
        >
          {(['number', 'buyerName', 'postcode'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`orders.search.by.${one}`)}
            </option>
          ))}
        </select>
      ) : null}
    </>
  )
}

/** The address asked for the field once; leaving it ends that. */
function forgetFind(_field: HTMLElement): void {
  if (location.hash !== '#find') return
  history.replaceState(history.state, '', location.pathname + location.search)
}

function Choice<Name extends string>(props: {
  readonly name: string
  readonly value: Name | undefined
  readonly options: readonly Name[]
  readonly word: (one: Name) => string
  readonly onChoose: (one: Name | undefined) => void
}) {
  const { t } = useTranslation()
  const { name, value, options, word, onChoose } = props
  const choose = (text: string) => onChoose(options.find((one) => one === text))
  return (
    <select
      className="select"
      aria-label={name}
      value={value ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      <option value="">{t('orders.filter.any', { name })}</option>
      {options.map((one) => (
        <option key={one} value={one}>
          {word(one)}
        </option>
      ))}
    </select>
  )
}
