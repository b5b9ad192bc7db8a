/** Draws its content when it comes near the screen: what lies below costs the first view nothing. */
import { type ReactNode, useEffect, useRef, useState } from 'react'

const ahead = '240px'

export function WhenNear(props: { readonly instead: ReactNode; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (place.current === null) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { rootMargin: ahead },
    )
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  return isNear ? props.children : <div ref={place}>{props.instead}</div>
}
