/** What the server refused, in the reader's language where its code is known. */
import { useTranslation } from 'react-i18next'
import type { ApiProblem } from '../api/call.ts'

export function Refusal({ problem }: { readonly problem: ApiProblem | null }) {
  const say = useRefusal()
  if (problem === null) return null
  return (
    <p className="wrong" role="alert">
      {say(problem)}
    </p>
  )
}

export function useRefusal(): (problem: ApiProblem) => string {
  const { t, i18n } = useTranslation()
  return (problem) => {
    if (problem.status === 0) return t('unread.text')
    const known = `problems.${problem.code}`
    if (i18n.exists(known)) return t(known)
    return [problem.detail === '' ? problem.title : problem.detail, problem.fix].join(' ').trim()
  }
}
