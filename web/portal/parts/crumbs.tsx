import type { PageContext } from '../page.ts'

/** The way from the list down to this page. */
export function Crumbs({
  context,
  trail,
  here,
}: {
  context: PageContext
  trail: readonly (readonly [string, string])[]
  here: string
}) {
  return (
    <nav className="crumbs" aria-label={context.say('site.crumbs')}>
      <ol>
        {trail.map(([path, label]) => (
          <li key={path}>
            <a href={context.href(path)}>{label}</a>
          </li>
        ))}
        {here && (
          <li className="code" aria-current="page">
            {here}
          </li>
        )}
      </ol>
    </nav>
  )
}
