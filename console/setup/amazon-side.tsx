/** Amazon's side of the set-up: the merchant's own application, authorised by the merchant. */
import { useTranslation } from 'react-i18next'
import type { Check, Connection } from '../api/settings.ts'
import { type AmazonSetup, enterAmazon, regions } from '../api/setup.ts'
import { marketplaceName } from '../words/marketplaces.ts'
import { Choice } from './choice.tsx'
import { Copied } from './copied.tsx'
import { type DoorField, DoorForm } from './door-form.tsx'
import { Side } from './side.tsx'

type AmazonSideProps = {
  readonly connection: Connection
  readonly setup: AmazonSetup | null
  readonly checks: readonly Check[]
}

export function AmazonSide({ connection, setup, checks }: AmazonSideProps) {
  const { t } = useTranslation()
  const { marketplaces, sellerId, state } = connection
  return (
    <Side
      side="amazon"
      name={sellerId ?? t('setup.amazon')}
      say={marketplaces.map(marketplaceName).join(', ')}
      isJoined={state === 'connected'}
      from={setup?.from ?? null}
      missing={setup?.missing ?? null}
      checks={checks}
      form={(onEntered) =>
        setup === null ? null : <AmazonForm setup={setup} onEntered={onEntered} />
      }
    />
  )
}

function AmazonForm(props: { readonly setup: AmazonSetup; readonly onEntered: () => void }) {
  const { t } = useTranslation()
  const { setup, onEntered } = props
  const { region, clientId, applicationId, sellerId, hasSecret, hasRefreshToken } = setup
  const fields: readonly DoorField[] = [
    { name: 'clientId', is: 'text' },
    { name: 'clientSecret', is: 'secret', kept: hasSecret },
    { name: 'refreshToken', is: 'secret', kept: hasRefreshToken, isNeeded: false },
    { name: 'applicationId', is: 'text', isNeeded: false },
    { name: 'sellerId', is: 'text', isNeeded: false },
  ]
  return (
    <>
      <DoorForm
        side="amazon"
        stands={{
          region,
          clientId: clientId ?? '',
          applicationId: applicationId ?? '',
          sellerId: sellerId ?? '',
        }}
        fields={fields}
        canAuthorise={setup.canAuthorise}
        enter={enterAmazon}
        onEntered={onEntered}
      >
        {(entered, set) => (
          <Choice
            name={t('setup.field.amazon.region')}
            value={entered.region ?? region}
            options={regions.map((one) => ({ value: one, say: t(`setup.region.${one}`) }))}
            onChoose={(value) => set('region', value)}
          />
        )}
      </DoorForm>
      <Copied name={t('setup.redirect')} text={setup.redirectUri} />
    </>
  )
}
