/** The secret for an authenticator app: as a code for its camera, as letters, and as a link on this device. */
import { useTranslation } from 'react-i18next'
import { QrCode } from '../qr/qr-code.tsx'

export function AppSecret(props: { readonly secret: string; readonly otpauth: string }) {
  const { t } = useTranslation()
  const { secret, otpauth } = props
  return (
    <div className="app-secret form-row">
      <QrCode text={otpauth} name={t('welcome.qr')} />
      <div>
        <span className="label">{t('welcome.secret')}</span>
        <p className="secret" data-secret={secret}>
          {secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </p>
        <a href={otpauth}>{t('welcome.openApp')}</a>
      </div>
    </div>
  )
}
