/** Keeps what is filtered now as a view of one's own; a name that one has already takes the new filters. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeView, keepView, ownViewsQuery, type WholeFilter } from '../api/my-views.ts'
import { Field } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Sheet, SheetClose } from '../parts/sheet.tsx'
import { useToast } from '../parts/toasts.tsx'
import { useAsking } from '../parts/use-asking.ts'

const nameMost = 60

export function KeepView({ filter }: { readonly filter: WholeFilter }) {
  const { t } = useTranslation()
  const [isAsked, setAsked] = useState(false)
  return (
    <>
      <button type="button" className="button" onClick={() => setAsked(true)}>
        {t('ownViews.keep')}
      </button>
      {isAsked ? <KeepSheet filter={filter} onClose={() => setAsked(false)} /> : null}
    </>
  )
}

function KeepSheet(props: { readonly filter: WholeFilter; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const { filter, onClose } = props
  const [name, setName] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const wanted = name.trim()
  const views = useQuery(ownViewsQuery).data?.views ?? []
  const same = views.find((one) => one.name.toLowerCase() === wanted.toLowerCase())
  const send = async () => {
    if (wanted === '') return
    const kept = await ask(() =>
      same === undefined ? keepView(wanted, filter) : changeView(same.viewId, { filter }),
    )
    if (!kept) return
    await queries.invalidateQueries({ queryKey: ownViewsQuery.queryKey })
    toast({ say: t('ownViews.kept', { name: wanted }) })
    onClose()
  }
  return (
    <Sheet
      title={t('ownViews.keepTitle')}
      about={useSaid(filter)}
      onSend={() => void send()}
      onClose={onClose}
      actions={
        <>
          <SheetClose>{t('ownViews.stay')}</SheetClose>
          <button type="submit" className="button main" disabled={isRunning || wanted === ''}>
            {same === undefined ? t('ownViews.act') : t('ownViews.replace', { name: same.name })}
          </button>
        </>
      }
    >
      <Field
        label={t('ownViews.name')}
        hint={t('ownViews.nameHint')}
        maxLength={nameMost}
        required
        value={name}
        onValue={setName}
      />
      <Refusal problem={problem} />
    </Sheet>
  )
}

/** What is kept, in the words of the bar above the list. */
export function useSaid(filter: WholeFilter): string {
  const { t } = useTranslation()
  const { view, channel, fulfilledBy, search, code, marketplaceId, status } = filter
  const parts = [
    t(`orders.views.${view}`),
    channel === undefined ? null : t(`orders.filter.channel.${channel}`),
    fulfilledBy === undefined ? null : t(`orders.filter.by.${fulfilledBy}`),
    code === undefined ? null : t(`holds.${code}.title`, { defaultValue: code }),
    marketplaceId ?? null,
    status === undefined ? null : t(`amazonStatus.${status}`, { defaultValue: status }),
    search === undefined ? null : t('ownViews.search', { search }),
  ]
  return parts.filter((part) => part !== null).join(', ')
}
