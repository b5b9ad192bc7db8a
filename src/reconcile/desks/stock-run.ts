/** What the stock desk sends, by whichever of its two ways. */
import type { WantedFigure } from '../../store/stock-figures.ts'

export type Sendable = WantedFigure & { readonly approved: boolean }

export const stockFeedType = 'JSON_LISTINGS_FEED'
