/** A product by its own SKU, or a kit: how many of which one Amazon unit is. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Component } from '../api/mapping.ts'
import { useMay } from '../api/session.ts'
import { Field } from '../parts/field.tsx'

type Row = { readonly id: number; readonly variant: string; readonly quantity: string }

export function KitMaker(props: {
  readonly waiting: number
  readonly isRunning: boolean
  readonly onLink: (components: readonly Component[]) => void
}) {
  const { t } = useTranslation()
  const may = useMay('operator')
  const { waiting, isRunning, onLink } = props
  const [rows, setRows] = useState<readonly Row[]>([{ id: 0, variant: '', quantity: '1' }])
  const change = (id: number, changed: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...changed } : row)))
  const send = (event: FormEvent) => {
    event.preventDefault()
    onLink(rows.map(({ variant, quantity }) => ({ variant, quantity: Number(quantity) })))
  }
  if (!may) return null
  return (
    <form onSubmit={send}>
      <h3>{t('mapping.byHand')}</h3>
      <p className="small quiet">{t('mapping.byHandSay')}</p>
      {rows.map((row) => (
        <KitRow
          key={row.id}
          row={row}
          isOnly={rows.length === 1}
          onChange={(changed) => change(row.id, changed)}
          onTake={() => setRows(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <div className="actions">
        <button
          type="button"
          className="button"
          onClick={() =>
            setRows([...rows, { id: (rows.at(-1)?.id ?? 0) + 1, variant: '', quantity: '1' }])
          }
        >
          {t('mapping.addRow')}
        </button>
        <button type="submit" className="button" disabled={isRunning}>
          {t('mapping.link', { count: waiting })}
        </button>
      </div>
    </form>
  )
}

function KitRow(props: {
  readonly row: Row
  readonly isOnly: boolean
  readonly onChange: (changed: Partial<Row>) => void
  readonly onTake: () => void
}) {
  const { t } = useTranslation()
  const { row, isOnly, onChange, onTake } = props
  return (
    <div className="kit-row">
      <Field
        label={t('mapping.shopifySku')}
        required
        value={row.variant}
        onValue={(variant) => onChange({ variant })}
      />
      <Field
        label={t('mapping.quantity')}
        type="number"
        min={1}
        max={999}
        required
        value={row.quantity}
        onValue={(quantity) => onChange({ quantity })}
      />
      {isOnly ? null : (
        <button type="button" className="button" onClick={onTake}>
          {t('mapping.takeRow')}
        </button>
      )}
    </div>
  )
}
