/** The title says the answer in a sentence; it takes the focus when a page opens, so that it is read. */
import { type ReactNode, useEffect, useRef } from 'react'

export function PageHead(props: {
  readonly title: string
  readonly say?: ReactNode
  readonly look?: string
  readonly children?: ReactNode
}) {
  const { title, say, children } = props
  useEffect(() => {
    document.title = `${title} · Crossdock`
  }, [title])
  return (
    <div className="page-head">
      <div>
        <h1 className={props.look ?? ''}>{title}</h1>
        {say === undefined ? null : <p>{say}</p>}
      </div>
      {children === undefined ? null : <div className="actions">{children}</div>}
    </div>
  )
}

/** Puts the focus on the page after a change of address, never on the first view. */
export function useFocusOnChange(address: string): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const last = useRef(address)
  useEffect(() => {
    if (last.current === address) return
    last.current = address
    main.current?.focus({ preventScroll: true })
  }, [address])
  return main
}
