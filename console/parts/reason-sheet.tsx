/** Asks why, in a few words, before an act that others will want to understand. Never a name of a buyer. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Refusal } from './refusal.tsx'
import { Sheet, SheetClose } from './sheet.tsx'
import { useAsking } from './use-asking.ts'

const reasonMost = 200
const usual = ['address', 'buyer', 'shelf', 'check'] as const

export function ReasonSheet(props: {
  readonly title: string
  readonly about: string
  readonly act: string
  readonly acting: string
  readonly onReason: (reason: string) => Promise<unknown>
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { title, about, act, acting, onReason, onClose } = props
  const [reason, setReason] = useState('')
  const { isRunning, problem, ask } = useAsking()
  const send = async () => {
    if (reason.trim() !== '' && (await ask(() => onReason(reason.trim())))) onClose()
  }
  return (
    <Sheet
      title={title}
      about={about}
      onSend={() => void send()}
      onClose={onClose}
      actions={
        <>
          <SheetClose>{t('reason.stay')}</SheetClose>
          <button
            type="submit"
            className="button main"
            disabled={isRunning || reason.trim() === ''}
          >
            {isRunning ? acting : act}
          </button>
        </>
      }
    >
      <ReasonField reason={reason} onReason={setReason} />
      <Refusal problem={problem} />
    </Sheet>
  )
}

function ReasonField(props: {
  readonly reason: string
  readonly onReason: (reason: string) => void
}) {
  const { t } = useTranslation()
  const name = useId()
  const { reason, onReason } = props
  return (
    <div className="form-row">
      <label htmlFor={name}>{t('reason.label')}</label>
      <textarea
        id={name}
        className="textarea"
        rows={2}
        maxLength={reasonMost}
        required
        aria-describedby={`${name}-hint`}
        value={reason}
        onChange={(event) => onReason(event.target.value)}
      />
      <p className="hint" id={`${name}-hint`}>
        {t('reason.hint')}
      </p>
      <div className="actions">
        {usual.map((one) => (
          <button
            key={one}
            type="button"
            className="button low"
            onClick={() => onReason(t(`reason.usual.${one}`))}
          >
            {t(`reason.usual.${one}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
