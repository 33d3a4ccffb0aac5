import type { ReactNode } from 'react'

/** A part of a page below a heavy rule, as a newspaper sets it: heading left, a way on at the right. */
export function Section({
  id,
  title,
  more,
  note,
  children,
}: {
  id: string
  title: string
  more?: { href: string; label: string } | null
  note?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        {more && (
          <a className="section-more" href={more.href}>
            {more.label}
            <span aria-hidden="true"> →</span>
          </a>
        )}
      </div>
      {note && <p className="section-note">{note}</p>}
      {children}
    </section>
  )
}

/** The head of an inner page: where it stands, its title and one sentence. */
export function PageHead({ title, deck, crumbs }: { title: ReactNode; deck?: ReactNode; crumbs?: ReactNode }) {
  return (
    <div className="page-head">
      {crumbs}
      <h1>{title}</h1>
      {deck && <p className="deck">{deck}</p>}
    </div>
  )
}
