/** The words of a reason or hold, by its code; what the server said stands in for a code we do not know. */
import { useTranslation } from 'react-i18next'
import { familyOf } from './hold-families.ts'

export function useCodes() {
  const { t, i18n } = useTranslation()
  const known = (key: string, said: string) => (i18n.exists(key) ? t(key) : said)
  return {
    title: (code: string, said: string) =>
      known(`holds.${code}.title`, known(`reasons.${code}`, said)),
    fix: (code: string, said: string) => known(`holds.${code}.fix`, said),
    why: (code: string) => t(`whys.${familyOf(code) ?? 'other'}`),
    reason: (code: string, said: string) => known(`reasons.${code}`, said),
    /** Where it stands, in a word or three. */
    stand: (code: string, said: string) =>
      known(`stands.${code}`, known(`holds.${code}.title`, known(`reasons.${code}`, said))),
  }
}
