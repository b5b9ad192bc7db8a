/** What the settings would have made of the last 30 days' orders; saving stands beside the figures. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  type Change,
  changeSettings,
  type Preview,
  previewQuery,
  type Tally,
} from '../api/settings.ts'
import { Reading } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'
import { useCodes } from '../words/use-codes.ts'

type DryRunProps = {
  readonly change: Change
  readonly may: boolean
  readonly onDone: () => void
}

export function DryRun({ change, may, onDone }: DryRunProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { isRunning, problem, ask } = useAsking()
  const preview = useQuery({ ...previewQuery(change), enabled: may })
  const count = Object.values(change).reduce((sum, group) => sum + Object.keys(group).length, 0)
  const save = async () => {
    const saved = await ask(() => changeSettings(change))
    await queries.invalidateQueries({ queryKey: ['settings'] })
    if (saved) onDone()
  }
  return (
    <aside className="dry-run" aria-live="polite">
      <h2 className="label">{t('settings.dry.title')}</h2>
      {may ? (
        <Reading of={preview}>{(answer) => <Figures preview={answer} />}</Reading>
      ) : (
        <p className="say">{t('role.needs.owner')}</p>
      )}
      <Refusal problem={problem} />
      {count === 0 ? null : (
        <div className="actions">
          <button
            type="button"
            className="button main"
            disabled={isRunning}
            onClick={() => void save()}
          >
            {isRunning ? t('settings.saving') : t('settings.save', { count })}
          </button>
          <button type="button" className="button" onClick={onDone}>
            {t('settings.discard')}
          </button>
        </div>
      )}
    </aside>
  )
}

function Figures({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sum = (outcome: Tally['outcome']) =>
    preview.then.reduce((all, one) => all + (one.outcome === outcome ? one.orders : 0), 0)
  const [imported, held] = [sum('import'), sum('hold')]
  return (
    <>
      <p className="say">
        {t('settings.dry.say', {
          days: preview.window.days,
          orders: format.count(preview.orders),
          imported: format.count(imported),
          held: format.count(held),
        })}
      </p>
      <Tallies preview={preview} />
      {preview.sampled < preview.orders ? (
        <p className="small quiet">
          {t('settings.dry.sampled', { number: format.count(preview.sampled) })}
        </p>
      ) : null}
    </>
  )
}

function Tallies({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const codes = useCodes()
  const all = [...new Set([...preview.then, ...preview.now].map(({ code }) => code))]
  const orders = (tallies: readonly Tally[], code: string) =>
    tallies.find((one) => one.code === code)?.orders ?? 0
  return (
    <table className="tallies">
      <thead>
        <tr>
          <th scope="col">{t('settings.dry.becomes')}</th>
          <th scope="col" className="end">
            {t('settings.dry.orders')}
          </th>
          <th scope="col" className="end">
            {t('settings.dry.change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {all.map((code) => {
          const title = [...preview.then, ...preview.now].find((one) => one.code === code)?.title
          const difference = orders(preview.then, code) - orders(preview.now, code)
          return (
            <tr key={code}>
              <td>{codes.stand(code, title ?? code)}</td>
              <td className="end">{format.count(orders(preview.then, code))}</td>
              <td className="end faint">
                {difference > 0 ? '+' : ''}
                {format.count(difference).replace('-', '−')}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
