/** Links from a file: nothing is taken before its mistakes were shown. */
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Imported, importCsv, previewCsv } from '../api/mapping.ts'
import { useMay } from '../api/session.ts'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'

export function CsvImport() {
  const { t } = useTranslation()
  const may = useMay('operator')
  const queries = useQueryClient()
  const name = useId()
  const [csv, setCsv] = useState('')
  const [seen, setSeen] = useState<Imported | null>(null)
  const [done, setDone] = useState<Imported | null>(null)
  const { isRunning, problem, ask } = useAsking()
  const take = () =>
    ask(async () => {
      setDone(await importCsv(csv))
      setSeen(null)
      void queries.invalidateQueries({ queryKey: ['mappings'] })
      void queries.invalidateQueries({ queryKey: ['inbox'] })
    })
  if (!may) return null
  return (
    <section className="block">
      <h2>{t('mapping.csvTitle')}</h2>
      <p className="small quiet">{t('mapping.csvSay')}</p>
      <div className="form-row">
        <label htmlFor={name}>{t('mapping.csvFile')}</label>
        <input
          id={name}
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            setSeen(null)
            setDone(null)
            void event.target.files?.[0]?.text().then(setCsv)
          }}
        />
      </div>
      <Refusal problem={problem} />
      {seen === null ? null : <Seen seen={seen} />}
      {done === null ? null : <p role="status">{t('mapping.csvDone', { count: done.applied })}</p>}
      <div className="actions">
        <button
          type="button"
          className="button"
          disabled={csv === '' || isRunning}
          onClick={() => void ask(async () => setSeen(await previewCsv(csv)))}
        >
          {t('mapping.csvCheck')}
        </button>
        {goodRows(seen) === 0 ? null : (
          <button
            type="button"
            className="button main"
            disabled={isRunning}
            onClick={() => void take()}
          >
            {t('mapping.csvApply', { count: goodRows(seen) })}
          </button>
        )}
      </div>
    </section>
  )
}

function goodRows(seen: Imported | null): number {
  return seen?.applied ?? 0
}

function Seen({ seen }: { readonly seen: Imported }) {
  const { t } = useTranslation()
  const { bad } = seen
  return (
    <div aria-live="polite">
      <p>{t('mapping.csvGood', { count: goodRows(seen) })}</p>
      {bad.length === 0 ? null : (
        <>
          <p className="wrong">{t('mapping.csvBad', { count: bad.length })}</p>
          <ul className="small">
            {bad.slice(0, 50).map(({ line, amazonSku, reason }) => (
              <li key={line}>{t('mapping.csvLine', { line, sku: amazonSku, reason })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
