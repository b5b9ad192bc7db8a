/** A recorded event as a title and a sentence, in the reader's language; codes of the record in words. */
import { useTranslation } from 'react-i18next'
import type { Trace } from '../api/order-page.ts'
import { useCodes } from '../words/use-codes.ts'

type Told = { readonly title: string; readonly text: string }
type Body = Trace['body']

export function useTelling(): (trace: Trace) => Told {
  const { t, i18n } = useTranslation()
  const codes = useCodes()
  const word = (key: string, other: string) => (i18n.exists(key) ? t(key) : other)
  const tellers: Readonly<Record<string, (body: Body) => Told>> = {
    heard: () => ({ title: t('trace.heard'), text: '' }),
    seen: (body) => ({
      title: t('trace.seen', {
        status: word(`amazonStatus.${text(body.status)}`, text(body.status)),
      }),
      text: word(`trace.source.${text(body.source)}`, text(body.source)),
    }),
    decided: (body) => {
      const reason = text(body.reason)
      const concern = word(`concerns.${text(body.concern ?? 'import')}`, '')
      if (body.outcome === 'held') {
        return { title: t('trace.held'), text: codes.title(reason, reason) }
      }
      return { title: concern, text: codes.reason(reason, reason) }
    },
    called: (body) => {
      const call = text(body.call)
      return { title: word(`trace.call.${call}`, call), text: inventoryOf(body) }
    },
    answered: (body) => ({
      title: word(`trace.answer.${text(body.is)}`, text(body.is)),
      text: body.is === 'refused' ? refusalOf(body) : '',
    }),
    looked: (body) => ({
      title: word(`trace.look.${text(body.by)}`, t('trace.look.other')),
      text: isFound(body.found) ? t('trace.found') : t('trace.notFound'),
    }),
    person: (body) => ({
      title: word(`trace.person.${text(body.decision)}`, text(body.decision)),
      text: text(body.by).replace(/^person:/, ''),
    }),
    incident: (body) => ({ title: t('trace.incident'), text: text(body.code) }),
  }
  const inventoryOf = (body: Body) =>
    body.inventory === undefined ? '' : word(`trace.inventory.${text(body.inventory)}`, '')
  const refusalOf = (body: Body) => {
    const refusal = typeof body.refusal === 'object' && body.refusal !== null ? body.refusal : {}
    if ('kind' in refusal && refusal.kind === 'stock')
      return codes.title('UNABLE_TO_RESERVE_INVENTORY', '')
    return 'text' in refusal ? text(refusal.text) : text(body.code)
  }
  return ({ kind, body }) => tellers[kind]?.(body) ?? { title: kind, text: '' }
}

function isFound(found: unknown): boolean {
  if (Array.isArray(found)) return found.length > 0
  return found !== null && found !== undefined && found !== 0
}

function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'object' && 'unrecognised' in value) return String(value.unrecognised)
  return String(value)
}
