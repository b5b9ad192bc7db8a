/** Every link that a person made, by Amazon SKU. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Mapping, mappingsQuery, unlink } from '../api/mapping.ts'
import { useMay } from '../api/session.ts'
import { Field } from '../parts/field.tsx'
import { Waiting } from '../parts/reading.tsx'
import { useToast } from '../parts/toasts.tsx'
import { useFormat } from '../words/format.ts'

export function AllLinks() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const list = useInfiniteQuery(mappingsQuery(search))
  const rows = list.data?.pages.flatMap((page) => page.mappings) ?? []
  return (
    <section className="block waiting-orders">
      <h2>{t('mapping.all')}</h2>
      <Field label={t('mapping.beginning')} value={search} onValue={setSearch} />
      {list.isPending ? <Waiting /> : null}
      {!list.isPending && rows.length === 0 ? (
        <p className="quiet">{t('mapping.noLinks')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('mapping.sku')}</th>
              <th scope="col">{t('mapping.products')}</th>
              <th scope="col">{t('mapping.by')}</th>
              <th scope="col">
                <span className="unseen">{t('mapping.unlink')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <LinkRow key={row.amazonSku} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage ? (
        <button type="button" className="button" onClick={() => void list.fetchNextPage()}>
          {t('activity.more')}
        </button>
      ) : null}
    </section>
  )
}

function LinkRow({ row }: { readonly row: Mapping }) {
  const { t } = useTranslation()
  const format = useFormat()
  const may = useMay('operator')
  const queries = useQueryClient()
  const toast = useToast()
  const take = async () => {
    await unlink(row.amazonSku)
    await queries.invalidateQueries({ queryKey: ['mappings'] })
    toast({ say: t('mapping.unlinked', { sku: row.amazonSku }) })
  }
  return (
    <tr>
      <td className="identifier">{row.amazonSku}</td>
      <td>
        {row.components.map(({ variantGid, quantity, shopifySku, productTitle, gone }) => (
          <div key={variantGid}>
            {quantity} × <span className="identifier">{shopifySku}</span>{' '}
            <span className="quiet">{productTitle}</span>{' '}
            {gone ? <span className="tag">{t('mapping.gone')}</span> : null}
          </div>
        ))}
      </td>
      <td className="small quiet">
        {row.by.replace(/^person:/, '')} {format.moment(row.at)}
      </td>
      <td className="end">
        {may ? (
          <button type="button" className="button low" onClick={() => void take()}>
            {t('mapping.unlink')}
          </button>
        ) : null}
      </td>
    </tr>
  )
}
