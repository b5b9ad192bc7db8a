/** Every item with its parts: what was charged, what is left to refund, and the field for the amount. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Split, SplitPreview, SplitRow } from '../api/refund-split.ts'
import { useFormat } from '../words/format.ts'
import { moneyFrom } from './amounts.ts'
import { type Division, keyOf } from './use-division.ts'

type PartsProps = {
  readonly split: Split
  readonly division: Division
  readonly issues: SplitPreview['issues']
}

export function Parts({ split, division, issues }: PartsProps) {
  const { t } = useTranslation()
  const items = [...Map.groupBy(split.rows, ({ itemId }) => itemId)]
  const ofAll = issues.filter(({ component }) => component === null)
  return (
    <>
      <div className="actions split-tools">
        <button type="button" className="button low" onClick={division.useSuggestion}>
          {t('split.suggest')}
        </button>
        <button type="button" className="button low" onClick={division.clear}>
          {t('split.clear')}
        </button>
      </div>
      <table className="split-parts">
        <thead>
          <tr>
            <th scope="col">{t('split.part')}</th>
            <th scope="col" className="end wide-only">
              {t('split.charged')}
            </th>
            <th scope="col" className="end wide-only">
              {t('split.refunded')}
            </th>
            <th scope="col" className="end">
              {t('split.left')}
            </th>
            <th scope="col" className="end">
              {t('split.now')}
            </th>
          </tr>
        </thead>
        {items.map(([itemId, rows]) => (
          <tbody key={itemId}>
            <tr className="item">
              <th scope="rowgroup" colSpan={5}>
                {rows[0]?.title} <span className="identifier faint">{rows[0]?.sku}</span>
              </th>
            </tr>
            {rows.map((row) => (
              <Part key={keyOf(row)} row={row} division={division} issues={issues} />
            ))}
          </tbody>
        ))}
      </table>
      {ofAll.map(({ code }) => (
        <p key={code} className="wrong" role="alert">
          {t(`split.issue.${code}`, { defaultValue: code })}
        </p>
      ))}
    </>
  )
}

function Part(props: {
  readonly row: SplitRow
  readonly division: Division
  readonly issues: SplitPreview['issues']
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useId()
  const { row, division, issues } = props
  const part = t(`split.component.${row.component}`, { defaultValue: row.component })
  const room = division.roomFor(row)
  const wrong = useWrong(row, division, issues)
  const { charged, refundedHere, left } = row
  return (
    <tr>
      <th scope="row" id={`${name}-part`}>
        {part}
      </th>
      <td className="end number wide-only">{format.amount(charged)}</td>
      <td className="end number wide-only faint">
        {Number(refundedHere.amount) === 0 ? '' : format.amount(refundedHere)}
      </td>
      <td className="end number">{format.amount(left)}</td>
      <td className="end now">
        {room > 0 ? (
          <button
            type="button"
            className="link-button small"
            onClick={() => division.fill(row, room)}
          >
            {t('split.fill', { money: format.amount(moneyFrom(room, left.currency)) })}
            <span className="unseen"> {part}</span>
          </button>
        ) : null}
        <input
          className="input end"
          inputMode="decimal"
          autoComplete="off"
          aria-labelledby={`${name}-part`}
          aria-invalid={wrong === null ? undefined : true}
          aria-describedby={wrong === null ? undefined : `${name}-wrong`}
          value={division.textOf(row)}
          onChange={(event) => division.set(row, event.target.value)}
        />
        {wrong === null ? null : (
          <span className="wrong" id={`${name}-wrong`}>
            {wrong}
          </span>
        )}
      </td>
    </tr>
  )
}

function useWrong(
  row: SplitRow,
  division: Division,
  issues: SplitPreview['issues'],
): string | null {
  const { t } = useTranslation()
  const format = useFormat()
  const own = division.wrongOf(row)
  if (own === 'not-an-amount') return t('split.issue.NOT_AN_AMOUNT')
  if (own === 'over-left') return t('split.issue.OVER_LEFT', { left: format.money(row.left) })
  const told = issues.find(
    ({ itemId, component }) => itemId === row.itemId && component === row.component,
  )
  if (told === undefined) return null
  const left = format.money(told.left ?? row.left)
  return t(`split.issue.${told.code}`, { left, defaultValue: told.code })
}
