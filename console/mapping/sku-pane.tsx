/** One SKU that orders wait for: what it may be and why, a link in one press, a kit by hand. */
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Component, link, takeBack, type WaitingSku } from '../api/mapping.ts'
import { Refusal } from '../parts/refusal.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { useToast } from '../parts/toasts.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { KitMaker } from './kit-maker.tsx'
import { SuggestionLine } from './suggestion-line.tsx'

export function SkuPane({ sku }: { readonly sku: WaitingSku }) {
  const { t } = useTranslation()
  const { isRunning, problem, ask } = useAsking()
  const make = useLink(sku)
  const act = (components: readonly Component[]) => void ask(() => make(components))
  return (
    <section className="inbox-pane">
      <h2>{sku.amazonSku}</h2>
      <p className="quiet">{sku.title}</p>
      <p className="small faint">{sku.asin}</p>
      <Refusal problem={problem} />
      <h3>{t('mapping.likely')}</h3>
      {sku.suggestions.length === 0 ? (
        <p className="quiet">{t('mapping.noSuggestion')}</p>
      ) : (
        sku.suggestions.map((suggestion, index) => (
          <SuggestionLine
            key={suggestion.variantGid}
            suggestion={suggestion}
            waiting={sku.waiting}
            isFirst={index === 0}
            isRunning={isRunning}
            onLink={() => act([{ variant: suggestion.variantGid, quantity: 1 }])}
          />
        ))
      )}
      <KitMaker waiting={sku.waiting} isRunning={isRunning} onLink={act} />
      <WaitingOrders sku={sku} />
    </section>
  )
}

/** The row leaves the inbox when it is linked, so a word with an undo stays behind. */
function useLink(sku: WaitingSku) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['inbox'] })
    void queries.invalidateQueries({ queryKey: ['overview'] })
  }
  return async (components: readonly Component[]) => {
    const { replayedOrders, undo } = await link(sku.amazonSku, components)
    toast({
      say: t('mapping.linked', { count: replayedOrders }),
      undo: async () => {
        await takeBack(undo)
        await refresh()
      },
    })
    await refresh()
  }
}

function WaitingOrders({ sku }: { readonly sku: WaitingSku }) {
  const { t } = useTranslation()
  const shown = sku.orders.slice(0, 8)
  if (shown.length === 0) return null
  return (
    <section className="block waiting-orders">
      <h2>{t('mapping.waitingOrders')}</h2>
      <table>
        <tbody>
          {shown.map(({ orderId, shipBy }) => (
            <tr key={orderId}>
              <td className="identifier">
                <Link
                  to="/orders/$orderId"
                  params={{ orderId }}
                  search={{ view: 'need-you', code: 'SKU_UNMAPPED' }}
                >
                  {orderId}
                </Link>
              </td>
              <td className="end">{shipBy === null ? null : <TimeLeft until={shipBy} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
