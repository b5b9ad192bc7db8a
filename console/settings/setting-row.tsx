/** One setting, with what its present choice does. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Setting } from './choices.ts'

type Value = string | number | boolean

type SettingRowProps = {
  readonly setting: Setting
  readonly stands: Value | undefined
  readonly wanted: Value | undefined
  readonly may: boolean
  readonly onChange: (value: Value) => void
}

export function SettingRow({ setting, stands, wanted, may, onChange }: SettingRowProps) {
  const { t } = useTranslation()
  const name = useId()
  if (stands === undefined) return null
  const key = `settings.of.${setting.group}.${setting.name}`
  const value = wanted ?? stands
  const effect = setting.kind.is === 'number' ? `${key}.effect` : `${key}.does.${value}`
  return (
    <div className="setting">
      <div>
        <h3 id={name}>{t(`${key}.title`)}</h3>
        <p>{t(effect, { value })}</p>
      </div>
      <div className={wanted === undefined ? '' : 'changed'}>
        <Control setting={setting} value={value} name={name} may={may} onChange={onChange} />
        {wanted === undefined ? null : (
          <p>
            {t('settings.untilNow', { value: wordOf(t, setting, stands) })}{' '}
            <button type="button" className="link-button" onClick={() => onChange(stands)}>
              {t('settings.putBack')}
            </button>
          </p>
        )}
      </div>
    </div>
  )
}

function wordOf(t: (key: string) => string, { kind, group, name }: Setting, value: Value): string {
  if (kind.is === 'number') return String(value)
  if (kind.is === 'switch') return t(value === true ? 'settings.on' : 'settings.off')
  return t(`settings.of.${group}.${name}.word.${value}`)
}

function Control(props: {
  readonly setting: Setting
  readonly value: Value
  readonly name: string
  readonly may: boolean
  readonly onChange: (value: Value) => void
}) {
  const { t } = useTranslation()
  const { setting, value, name, may, onChange } = props
  const shared = {
    'aria-labelledby': name,
    disabled: !may,
    title: may ? undefined : t('role.needs.owner'),
  }
  switch (setting.kind.is) {
    case 'switch':
      return (
        <div className="switch-row">
          <input
            {...shared}
            type="checkbox"
            role="switch"
            className="switch"
            checked={value === true}
            aria-checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span>{wordOf(t, setting, value)}</span>
        </div>
      )
    case 'number':
      return (
        <input
          {...shared}
          type="number"
          className="input"
          min={setting.kind.least}
          max={setting.kind.most}
          value={Number(value)}
          onChange={(event) => onChange(event.target.valueAsNumber || 0)}
        />
      )
    default:
      return (
        <select
          {...shared}
          className="select"
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
        >
          {setting.kind.options.map((one) => (
            <option key={one} value={one}>
              {wordOf(t, setting, one)}
            </option>
          ))}
        </select>
      )
  }
}
