/** The words of the pages: English and Swedish, loaded one language at a time. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = ['en', 'sv'] as const
export type Language = (typeof languages)[number]

const keptAs = 'crossdock.language'

const loads = {
  en: async () => (await import('./en/words.ts')).words,
  sv: async () => (await import('./sv/words.ts')).words,
} satisfies Record<Language, () => Promise<object>>

export async function startWords(): Promise<void> {
  const language = chosenLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: await loads[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0])
  document.documentElement.lang = language
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await loads[language]())
  }
  localStorage.setItem(keptAs, language)
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

function chosenLanguage(): Language {
  const kept = localStorage.getItem(keptAs)
  const wanted = [kept, ...navigator.languages.map((one) => one.slice(0, 2))]
  return languages.find((one) => one === wanted.find((word) => isLanguage(word))) ?? 'en'
}

function isLanguage(word: string | null): word is Language {
  return languages.some((one) => one === word)
}
