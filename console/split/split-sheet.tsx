/**
 * A refund that names no goods, divided over items and parts to the cent. First the division with what is
 * left of it, then what goes to Amazon for it; only the second step sends.
 */
import './split.css'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/call.ts'
import {
  previewSplit,
  type Split,
  type SplitPreview,
  sendSplit,
  splitQuery,
} from '../api/refund-split.ts'
import { Refusal } from '../parts/refusal.tsx'
import { Sheet, SheetClose } from '../parts/sheet.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'
import { moneyFrom } from './amounts.ts'
import { Parts } from './parts.tsx'
import { SumLine } from './sum-line.tsx'
import { useDivision } from './use-division.ts'
import { WhatGoes } from './what-goes.tsx'

type SplitSheetProps = {
  readonly orderId: string
  readonly subject: string | null
  readonly onDone: () => Promise<void>
  readonly onClose: () => void
}

export function SplitSheet(props: SplitSheetProps) {
  const { t } = useTranslation()
  const { orderId, subject, onClose } = props
  const split = useQuery(splitQuery(orderId, subject))
  if (split.data !== undefined && split.data.rows.length > 0) {
    return <Divide {...props} split={split.data} />
  }
  // One sheet from its first moment to its last: it gives the focus back to where it came from.
  if (split.isPending) return null
  const problem = split.error instanceof ApiProblem ? split.error : null
  return (
    <Sheet
      isWide
      title={t('split.title')}
      onSend={onClose}
      onClose={onClose}
      actions={<SheetClose>{t('close')}</SheetClose>}
    >
      <Refusal problem={problem} />
      {split.data === undefined ? null : <Unclear split={split.data} />}
    </Sheet>
  )
}

/** Nothing can be divided: the books of the order could not be read whole. */
function Unclear({ split }: { readonly split: Split }) {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('split.unclear')}</p>
      <ul className="small quiet">
        {split.unclear.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  )
}

function Divide({ split, orderId, onDone, onClose }: SplitSheetProps & { readonly split: Split }) {
  const { t } = useTranslation()
  const format = useFormat()
  const division = useDivision(split)
  const [preview, setPreview] = useState<SplitPreview | null>(null)
  const { isRunning, problem, ask, forget } = useAsking()
  const { lines, total } = division
  const { subject, asked } = split
  const isWrong = split.rows.some((row) => division.wrongOf(row) !== null)
  const look = () => ask(async () => setPreview(await previewSplit(orderId, subject, lines)))
  const send = () =>
    ask(async () => {
      await sendSplit(orderId, subject, lines)
      await onDone()
      onClose()
    })
  const isSound = preview?.sound === true
  const back = () => {
    setPreview(null)
    forget()
  }
  const money = format.money(moneyFrom(total, asked.currency))
  const foot: ReactNode = isSound ? (
    <>
      <button type="button" className="button" onClick={back}>
        {t('split.back')}
      </button>
      <button type="submit" className="button main risk" disabled={isRunning}>
        {isRunning ? t('split.sending') : t(`split.act.${split.lane}`, { money })}
      </button>
    </>
  ) : (
    <>
      <SumLine division={division} asked={asked} />
      <SheetClose>{t('verbs.stay')}</SheetClose>
      <button
        type="submit"
        className="button main"
        disabled={isRunning || isWrong || lines.length === 0 || division.rest < 0}
      >
        {isRunning ? t('split.looking') : t('split.next')}
      </button>
    </>
  )
  return (
    <Sheet
      isWide
      title={isSound ? t('split.sendTitle', { money }) : t('split.title')}
      about={isSound ? preview.effect : t('split.say', { money: format.money(asked) })}
      onSend={() => void (isSound ? send() : look())}
      onClose={onClose}
      actions={foot}
    >
      {isSound ? <WhatGoes preview={preview} /> : null}
      {isSound ? null : <Parts split={split} division={division} issues={preview?.issues ?? []} />}
      <Refusal problem={problem} />
    </Sheet>
  )
}
