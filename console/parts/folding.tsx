/** A block that is open on a wide page and folded on a narrow one, where it would push the rest away. */
import type { ReactNode } from 'react'
import { useNarrow } from './use-narrow.ts'

export function Folding(props: {
  readonly title: string
  readonly say?: string
  readonly children: ReactNode
}) {
  const { title, say, children } = props
  const isNarrow = useNarrow()
  const head = (
    <>
      {title} {say === undefined ? null : <span className="faint">{say}</span>}
    </>
  )
  if (!isNarrow) {
    return (
      <section className="block">
        <h2>{head}</h2>
        {children}
      </section>
    )
  }
  return (
    <details className="block folding">
      <summary>
        <h2>{head}</h2>
      </summary>
      {children}
    </details>
  )
}
