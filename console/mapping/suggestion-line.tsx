/** One suggestion with what speaks for it; characters that differ are marked, on both SKUs. */
import { useTranslation } from 'react-i18next'
import type { Evidence, Pieces, Suggestion } from '../api/mapping.ts'
import { useMay } from '../api/session.ts'
import { Sign } from '../parts/signs.tsx'

export function SuggestionLine(props: {
  readonly suggestion: Suggestion
  readonly waiting: number
  readonly isFirst: boolean
  readonly isRunning: boolean
  readonly onLink: () => void
}) {
  const { t } = useTranslation()
  const may = useMay('operator')
  const { suggestion, waiting, isFirst, isRunning, onLink } = props
  const { productTitle, variantTitle, shopifySku, evidence } = suggestion
  const different = evidence.find(({ difference }) => difference !== undefined)?.difference
  return (
    <article className="suggestion">
      <div>
        <h3>{[productTitle, variantTitle].filter(isNamed).join(' · ')}</h3>
        <p className="identifier quiet">
          {different === undefined ? shopifySku : <Marked pieces={different.shopify} />}
        </p>
        <ul className="evidence">
          {evidence.map((one) => (
            <Reason key={one.is} one={one} />
          ))}
        </ul>
      </div>
      <button
        type="button"
        className={isFirst ? 'button main' : 'button'}
        aria-disabled={!may || isRunning}
        title={may ? undefined : t('role.needs.operator')}
        onClick={may && !isRunning ? onLink : undefined}
      >
        {isRunning ? t('mapping.linking') : t('mapping.link', { count: waiting })}
      </button>
    </article>
  )
}

/** Shopify's own word for a product without variants says nothing. */
function isNamed(title: string): boolean {
  return title !== '' && title !== 'Default Title'
}

function Marked({ pieces }: { readonly pieces: Pieces }) {
  return pieces.map(({ text, same }, index) =>
    same ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one word, in their order
      <span key={index}>{text}</span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one word, in their order
      <mark key={index}>{text}</mark>
    ),
  )
}

function Reason({ one }: { readonly one: Evidence }) {
  const { t } = useTranslation()
  const { is, difference, barcode, options, unnamed = [] } = one
  const said = t(`mapping.evidence.${is}`, {
    count: difference?.characters ?? 0,
    barcode,
    options: options === undefined ? '' : t(`mapping.evidence.options.${options}`),
    unnamed: unnamed.join(', '),
  })
  return (
    <li>
      <Sign name="yes" size={13} />
      {said}
    </li>
  )
}
