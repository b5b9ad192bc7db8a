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
    preview.tallies.reduce((all, one) => all + (one.outcome === outcome ? one.wanted : 0), 0)
  return (
    <>
      <p className="say">
        {t('settings.dry.say', {
          days: preview.days,
          orders: `${format.count(preview.orders)}${preview.more ? '+' : ''}`,
          imported: format.count(sum('import')),
          held: format.count(sum('hold')),
        })}
      </p>
      <Tallies tallies={preview.tallies} />
    </>
  )
}

function Tallies({ tallies }: { readonly tallies: readonly Tally[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const codes = useCodes()
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
        {tallies.map(({ outcome, code, text, present, wanted }) => (
          <tr key={`${outcome} ${code}`}>
            <td>{codes.stand(code, text)}</td>
            <td className="end">{format.count(wanted)}</td>
            <td className="end faint">
              {wanted > present ? '+' : ''}
              {format.count(wanted - present).replace('-', '−')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
