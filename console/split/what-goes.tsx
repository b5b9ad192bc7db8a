/** What goes to Amazon for a division, item by item, and what stays out. */
import { useTranslation } from 'react-i18next'
import type { SplitPreview } from '../api/refund-split.ts'
import { Sign } from '../parts/signs.tsx'
import { useFormat } from '../words/format.ts'

export function WhatGoes({ preview }: { readonly preview: SplitPreview }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { message, rest } = preview
  return (
    <>
      {message.map(({ itemId, sku, title, reason, components }) => (
        <table key={itemId} className="split-goes">
          <caption>
            <b>{title}</b> <span className="identifier faint">{sku}</span>
            <span className="small quiet">
              {t('split.reason', {
                reason: t(`split.reasons.${reason}`, { defaultValue: reason }),
              })}
            </span>
          </caption>
          <tbody>
            {components.map(({ component, amount }) => (
              <tr key={component}>
                <th scope="row">
                  {t(`split.component.${component}`, { defaultValue: component })}
                </th>
                <td className="end number">{format.money(amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <ul className="will">
        {Number(rest.amount) > 0 ? (
          <li>
            <Sign name="held" />
            <span>{t('split.restStays', { money: format.money(rest) })}</span>
          </li>
        ) : null}
        <li>
          <Sign name="held" />
          <span>{t('verbs.split.mind')}</span>
        </li>
        <li>
          <Sign name="none" />
          <span>
            {t('verbs.split.stays')} {t('verbs.written')}
          </span>
        </li>
      </ul>
    </>
  )
}
