/**
 * The question before an act: what will happen, with the figure that changes, what stays, and whether it
 * can be undone. The button repeats the effect; the other says what staying means. Nobody types a word.
 */
import { Dialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { ApiProblem } from '../api/call.ts'
import { Refusal } from './refusal.tsx'
import { Sign, type SignName } from './signs.tsx'

/** `does`: it happens; `mind`: it needs thought; `stays`: it does not change. */
export type Effect = { readonly kind: 'does' | 'mind' | 'stays'; readonly say: ReactNode }

export type Question = {
  readonly title: string
  readonly about?: string
  readonly effects: readonly Effect[]
  readonly act: string
  readonly acting: string
  readonly stay: string
  readonly isRisk?: boolean
  readonly run: () => Promise<unknown>
}

export function Confirm(props: { readonly question: Question; readonly onClose: () => void }) {
  const { question, onClose } = props
  const [state, setState] = useState<'asks' | 'runs' | ApiProblem>('asks')
  const run = async () => {
    setState('runs')
    try {
      await question.run()
      onClose()
    } catch (error) {
      setState(error instanceof ApiProblem ? error : new ApiProblem(0, {}))
    }
  }
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <div className="veil">
          <Dialog.Content className="dialog" aria-describedby={undefined}>
            <div className="dialog-body">
              <Dialog.Title>{question.title}</Dialog.Title>
              {question.about === undefined ? null : <p className="quiet">{question.about}</p>}
              <WillHappen effects={question.effects} />
              {state instanceof ApiProblem ? <Refusal problem={state} /> : null}
            </div>
            <div className="actions">
              <Dialog.Close className="button">{question.stay}</Dialog.Close>
              <button
                type="button"
                className={`button main ${question.isRisk === true ? 'risk' : ''}`}
                disabled={state === 'runs'}
                onClick={() => void run()}
              >
                {state === 'runs' ? question.acting : question.act}
              </button>
            </div>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const signOf = { does: 'yes', mind: 'held', stays: 'none' } as const satisfies Record<
  Effect['kind'],
  SignName
>

function WillHappen({ effects }: { readonly effects: readonly Effect[] }) {
  return (
    <ul className="will">
      {effects.map(({ kind, say }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
        <li key={index}>
          <Sign name={signOf[kind]} />
          <span>{say}</span>
        </li>
      ))}
    </ul>
  )
}
