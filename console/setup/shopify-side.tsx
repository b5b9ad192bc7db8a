/** Shopify's side of the set-up: the merchant's own app of the Dev Dashboard. */
import { useTranslation } from 'react-i18next'
import type { Check, Connection } from '../api/settings.ts'
import { enterShopify, type ShopifySetup } from '../api/setup.ts'
import { Choice } from './choice.tsx'
import { Copied } from './copied.tsx'
import { type DoorField, DoorForm } from './door-form.tsx'
import { Side } from './side.tsx'

type ShopifySideProps = {
  readonly connection: Connection
  readonly setup: ShopifySetup | null
  readonly checks: readonly Check[]
}

export function ShopifySide({ connection, setup, checks }: ShopifySideProps) {
  const { t } = useTranslation()
  const { shop, currency, state } = connection
  return (
    <Side
      side="shopify"
      name={shop ?? setup?.shop ?? t('setup.shopify')}
      say={currency ?? ''}
      isJoined={state === 'connected'}
      from={setup?.from ?? null}
      missing={setup?.missing ?? null}
      checks={checks}
      form={(onEntered) =>
        setup === null ? null : <ShopifyForm setup={setup} onEntered={onEntered} />
      }
    />
  )
}

function ShopifyForm(props: { readonly setup: ShopifySetup; readonly onEntered: () => void }) {
  const { t } = useTranslation()
  const { setup, onEntered } = props
  const { shop, how, clientId, hasSecret, scopes, redirectUri, canAuthorise } = setup
  const stands = how === 'oauth' ? 'oauth' : 'client-credentials'
  const fields: readonly DoorField[] = [
    { name: 'shop', is: 'text' },
    { name: 'clientId', is: 'text' },
    { name: 'clientSecret', is: 'secret', kept: hasSecret },
  ]
  return (
    <>
      <DoorForm
        side="shopify"
        stands={{ shop: shop ?? '', clientId: clientId ?? '', how: stands }}
        fields={fields}
        canAuthorise={canAuthorise}
        enter={enterShopify}
        onEntered={onEntered}
      >
        {(entered, set) => (
          <Choice
            name={t('setup.field.shopify.how')}
            value={entered.how ?? stands}
            options={(['client-credentials', 'oauth'] as const).map((one) => ({
              value: one,
              say: t(`setup.way.${one}`),
            }))}
            onChoose={(value) => set('how', value)}
          />
        )}
      </DoorForm>
      <Copied name={t('setup.scopes')} text={scopes.join(',')} />
      <Copied name={t('setup.redirect')} text={redirectUri} />
    </>
  )
}
