/** Which event is told by which way, how the ways do, and what was told last. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Channel, channelsQuery, noticesQuery, testChannel } from '../api/notices.ts'
import { useMay } from '../api/session.ts'
import { changeSettings, type Settings, settingsQuery } from '../api/settings.ts'
import { Door } from '../parts/door.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Reading } from '../parts/reading.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { useAsking } from '../parts/use-asking.ts'
import { useFormat } from '../words/format.ts'
import { Subpages } from './subpages.tsx'

export function NoticesPage() {
  const { t } = useTranslation()
  const settings = useQuery(settingsQuery)
  const channels = useQuery(channelsQuery)
  return (
    <>
      <Subpages here="notices" />
      <PageHead title={t('notices.title')} say={t('notices.say')} />
      <section className="block">
        <h2>{t('notices.matrix')}</h2>
        <Reading of={settings}>{(answer) => <Matrix settings={answer} />}</Reading>
      </section>
      <section className="block">
        <h2>{t('notices.ways')}</h2>
        <Reading of={channels}>
          {(answer) => answer.channels.map((one) => <Way key={one.channel} way={one} />)}
        </Reading>
      </section>
      <Told />
    </>
  )
}

function Matrix({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const may = useMay('owner')
  const queries = useQueryClient()
  const { problem, ask } = useAsking()
  const events = (settings.notices?.events ?? {}) as Readonly<Record<string, readonly string[]>>
  const ways = ['console', 'mail', 'webhook', 'slack'].filter(
    (way) => way !== 'slack' || Object.values(events).some((list) => list.includes('slack')),
  )
  const turn = async (event: string, way: string) => {
    const list = events[event] ?? []
    const next = list.includes(way) ? list.filter((one) => one !== way) : [...list, way]
    await ask(() => changeSettings({ notices: { events: { ...events, [event]: next } } }))
    void queries.invalidateQueries({ queryKey: ['settings'] })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keys
    <section className="scroll-x" tabIndex={0} aria-label={t('notices.matrix')}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('notices.event')}</th>
            {ways.map((way) => (
              <th key={way} scope="col">
                {t(`notices.way.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(events).map(([event, list]) => (
            <tr key={event}>
              <th scope="row">{t(`notices.events.${event}`, { defaultValue: event })}</th>
              {ways.map((way) => (
                <td key={way}>
                  <input
                    type="checkbox"
                    className="box"
                    aria-label={t('notices.tell', {
                      event: t(`notices.events.${event}`, { defaultValue: event }),
                      way: t(`notices.way.${way}`),
                    })}
                    checked={list.includes(way)}
                    disabled={!may}
                    onChange={() => void turn(event, way)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Refusal problem={problem} />
    </section>
  )
}

function Way({ way }: { readonly way: Channel }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('operator')
  const { isRunning, problem, ask } = useAsking()
  const { channel, isSetUp, waiting, sent, dead, lastSentAt, lastCode } = way
  return (
    <div className="setting">
      <div>
        <h3>{t(`notices.way.${channel}`, { defaultValue: channel })}</h3>
        <p>
          {isSetUp ? t('notices.did', { waiting, sent, dead }) : t('notices.notSetUp')}{' '}
          {lastSentAt === null ? null : t('notices.last', { time: format.moment(lastSentAt) })}{' '}
          {lastCode}
        </p>
      </div>
      <div>
        <button
          type="button"
          className="button"
          aria-disabled={!may || !isSetUp || isRunning}
          onClick={may && isSetUp ? () => void ask(() => testChannel(channel)) : undefined}
        >
          {t('notices.test')}
        </button>
        <Refusal problem={problem} />
      </div>
    </div>
  )
}

function Told() {
  const { t } = useTranslation()
  const format = useFormat()
  const notices = useQuery(noticesQuery)
  return (
    <section className="block">
      <h2>{t('notices.told')}</h2>
      <Reading of={notices}>
        {(answer) =>
          answer.notices.length === 0 ? (
            <p className="empty">{t('notices.none')}</p>
          ) : (
            <ul>
              {answer.notices.map(({ noticeId, at, source, title, orderId }) => (
                <li key={noticeId} className="switch-row">
                  <span className="number faint">{format.moment(at)}</span>
                  {source === 'amazon' ? <Door side="amazon" /> : null}
                  <span>{title}</span>
                  {orderId === null ? null : (
                    <Link className="identifier" to="/orders/$orderId" params={{ orderId }}>
                      {orderId}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Reading>
    </section>
  )
}
