import { type ReactNode, useEffect, useRef } from 'react'

/** A button that opens a small panel below it; closes with Escape, a click elsewhere, or leaving it with Tab. */
export function Popover(props: { label: ReactNode; marked?: boolean; end?: boolean; children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null)

  useEffect(() => {
    function away(event: Event) {
      const here = box.current
      if (!here?.open || !(event.target instanceof Node) || here.contains(event.target)) return
      // A press on plain text inside gives the focus to the page around: that is no leaving.
      if (event.type === 'focusin' && event.target.contains(here)) return
      here.open = false
    }
    document.addEventListener('pointerdown', away)
    document.addEventListener('focusin', away)
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('focusin', away)
    }
  }, [])

  return (
    <details
      ref={box}
      className="popover"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !box.current) return
        box.current.open = false
        box.current.querySelector('summary')?.focus()
      }}
    >
      <summary className="button" data-marked={props.marked ? '' : undefined}>
        {props.label}
        <span aria-hidden="true">▾</span>
      </summary>
      <div className={props.end ? 'popover-panel at-end' : 'popover-panel'}>{props.children}</div>
    </details>
  )
}
