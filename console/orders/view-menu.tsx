/** What is done with a view of one's own: another name, another place, away with it (for ten seconds). */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changeView,
  dropView,
  keepView,
  type OwnView,
  ownViewsQuery,
  type WholeFilter,
} from '../api/my-views.ts'
import { Field } from '../parts/field.tsx'
import { Menu } from '../parts/menu.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Sheet, SheetClose } from '../parts/sheet.tsx'
import { Sign } from '../parts/signs.tsx'
import { useToast } from '../parts/toasts.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useOwnViews } from './saved-views.tsx'

type ViewMenuProps = { readonly view: OwnView; readonly filter: WholeFilter }

export function ViewMenu({ view, filter }: ViewMenuProps) {
  const { t } = useTranslation()
  const last = useOwnViews().length - 1
  const [isNamed, setNamed] = useState(false)
  const { problem, move, drop } = useDeeds({ view, filter })
  const entries = [
    { name: 'rename', may: true, act: () => setNamed(true) },
    { name: 'left', may: view.place > 0, act: () => move(view.place - 1) },
    { name: 'right', may: view.place < last, act: () => move(view.place + 1) },
    { name: 'drop', may: true, act: drop },
  ]
  return (
    <>
      <Menu
        className="button"
        entries={entries.map(({ name, may, act }) => ({
          key: name,
          say: t(`ownViews.do.${name}`),
          isOff: !may,
          act: () => void act(),
        }))}
      >
        {t('ownViews.menu')}
        <Sign name="down" />
      </Menu>
      <Refusal problem={problem} />
      {isNamed ? <NameSheet view={view} onClose={() => setNamed(false)} /> : null}
    </>
  )
}

function useDeeds({ view, filter }: ViewMenuProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const toast = useToast()
  const { problem, ask } = useAsking()
  const { viewId, name, place } = view
  const takeBack = async () => {
    const made = await keepView(name, filter)
    await changeView(made.viewId, { place })
    await refresh()
  }
  return {
    problem,
    move: async (to: number) => {
      if (await ask(() => changeView(viewId, { place: to }))) await refresh()
    },
    drop: async () => {
      if (!(await ask(() => dropView(viewId)))) return
      await refresh()
      void navigate({ to: '/orders', search: { view: filter.view } })
      toast({ say: t('ownViews.dropped', { name }), undo: takeBack })
    },
  }
}

function useRefresh() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ownViewsQuery.queryKey })
}

function NameSheet({ view, onClose }: { readonly view: OwnView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const refresh = useRefresh()
  const [name, setName] = useState(view.name)
  const { isRunning, problem, ask } = useAsking()
  const send = async () => {
    if (!(await ask(() => changeView(view.viewId, { name: name.trim() })))) return
    await refresh()
    onClose()
  }
  return (
    <Sheet
      title={t('ownViews.renameTitle')}
      onSend={() => void send()}
      onClose={onClose}
      actions={
        <>
          <SheetClose>{t('ownViews.stay')}</SheetClose>
          <button type="submit" className="button main" disabled={isRunning || name.trim() === ''}>
            {t('ownViews.rename')}
          </button>
        </>
      }
    >
      <Field label={t('ownViews.name')} maxLength={60} required value={name} onValue={setName} />
      <Refusal problem={problem} />
    </Sheet>
  )
}
