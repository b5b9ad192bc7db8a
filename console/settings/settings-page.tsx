/** How do orders cross, and what would change? Nothing is saved without the figures of the dry run. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../api/session.ts'
import { type Change, type Settings, settingsQuery } from '../api/settings.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { type Setting, settingGroups, settingValue } from './choices.ts'
import { DryRun } from './dry-run.tsx'
import { Lanes } from './lanes.tsx'
import { SettingRow } from './setting-row.tsx'
import { Subpages } from './subpages.tsx'

export function SettingsPage() {
  const { t } = useTranslation()
  const settings = useQuery(settingsQuery)
  return (
    <>
      <Subpages here="cross" />
      <PageHead title={t('settings.title')} say={t('settings.say')} />
      <Reading of={settings}>{(answer) => <Groups settings={answer} />}</Reading>
    </>
  )
}

function Groups({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const may = useMay('owner')
  const [change, setChange] = useState<Change>({})
  const set = ({ group, name }: Setting, value: string | number | boolean) =>
    setChange(changed(change, settings, { group, name, value }))
  return (
    <div className="split">
      <div>
        {Object.entries(settingGroups).map(([group, rows]) => (
          <section key={group} className="block">
            <h2>{t(`settings.groups.${group}`)}</h2>
            {rows.map((setting) => (
              <SettingRow
                key={`${setting.group} ${setting.name}`}
                setting={setting}
                stands={settingValue(settings, setting)}
                wanted={settingValue(change, setting)}
                may={may}
                onChange={(value) => set(setting, value)}
              />
            ))}
          </section>
        ))}
        <Lanes />
      </div>
      <DryRun change={change} may={may} onDone={() => setChange({})} />
    </div>
  )
}

/** What differs from what stands; put back is no change. */
function changed(
  before: Change,
  settings: Settings,
  { group, name, value }: { group: string; name: string; value: unknown },
): Change {
  const rest = Object.fromEntries(
    Object.entries(before[group] ?? {}).filter(([one]) => one !== name),
  )
  const now = settings[group]?.[name] === value ? rest : { ...rest, [name]: value }
  const others = Object.entries(before).filter(([one]) => one !== group)
  const mine = Object.keys(now).length === 0 ? [] : [[group, now] as const]
  return Object.fromEntries([...others, ...mine])
}
