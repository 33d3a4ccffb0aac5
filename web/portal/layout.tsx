import type { ReactNode } from 'react'
import { UiProvider } from '../ui/context.tsx'
import type { NavKey, Page, PageContext } from './page.ts'
import { FairNote } from './parts/fair-note.tsx'
import { safeJson } from './safe-json.ts'

const navigation: readonly [NavKey, string][] = [
  ['scenarios', '/scenarios'],
  ['calls', '/calls'],
  ['lists', '/lists'],
  ['capabilities', '/capabilities'],
  ['industries', '/industries'],
  ['promotions', '/promotions'],
  ['programme', '/programme'],
]

/** The whole document of a page. */
export function Document({ context, page }: { context: PageContext; page: Page }) {
  const { request, locale, names, catalog, path } = context
  const { origin, assets } = request
  const title =
    path === '/' ? `${names.programme} · ${context.say('site.tagline')}` : `${page.title} · ${names.programme}`
  const search = context.query.size > 0 && !page.hidden ? `?${context.query}` : ''
  return (
    <html
      lang={locale === 'zh' ? 'zh-CN' : 'en'}
      data-theme={request.theme ?? undefined}
      data-type={request.largeType ? 'large' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {page.description && <meta name="description" content={page.description.slice(0, 200)} />}
        {page.hidden && <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content={request.theme ?? 'light dark'} />
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        <link rel="canonical" href={`${origin}${context.href(path)}${search}`} />
        <link rel="alternate" hrefLang="zh-CN" href={`${origin}${path}${search}`} />
        <link rel="alternate" hrefLang="en" href={`${origin}/en${path === '/' ? '' : path}${search}`} />
        <link rel="alternate" type="application/atom+xml" href={context.href('/feed.atom')} title={names.programme} />
        {page.data && (
          <script
            type="application/ld+json"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: data, not markup; safeJson leaves no `<` in it
            dangerouslySetInnerHTML={{ __html: safeJson({ '@context': 'https://schema.org', ...page.data }) }}
          />
        )}
      </head>
      <body>
        <UiProvider locale={locale} timeZone={catalog.city.timezone}>
          <a className="skip" href="#content">
            {context.say('site.skip')}
          </a>
          <Masthead context={context} nav={page.nav} />
          <main id="content" className="wrap" tabIndex={-1}>
            {page.body}
          </main>
          <Footer context={context} />
        </UiProvider>
      </body>
    </html>
  )
}

function Masthead({ context, nav }: { context: PageContext; nav?: NavKey }) {
  const { names, say, href } = context
  return (
    <header className="masthead">
      <div className="masthead-top wrap">
        <a className="brand" href={href('/')} aria-current={nav === 'home' ? 'page' : undefined}>
          <Mark />
          <span className="brand-name">{names.programme}</span>
          <span className="brand-tagline">{say('site.tagline')}</span>
        </a>
        <Tools context={context} />
      </div>
      <nav className="nav wrap" aria-label={say('site.nav')}>
        <ul>
          {navigation.map(([key, path]) => (
            <li key={key}>
              <a href={href(path)} aria-current={nav === key ? 'page' : undefined}>
                {say(`nav.${key}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  )
}

/** Five arcs of one ring, the five stages of the loop; the same drawing as the icon of the site. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <path d="M16 4.5a11.500 11.500 0 0 1 9.600 5.200M27.300 13.800a11.500 11.500 0 0 1-2.300 9.300M21.800 26a11.500 11.500 0 0 1-10 .700M8.100 24.400a11.500 11.500 0 0 1-3.500-8.900M5.300 11.700A11.500 11.500 0 0 1 11.800 5.300" />
    </svg>
  )
}

/** Language, size of type, light or dark, and the door to the workbench: links, so that they work without script. */
function Tools({ context }: { context: PageContext }) {
  const { request, path, query, say, locale } = context
  const rest = query.size > 0 ? `?${query}` : ''
  const here = `${context.href(path)}${rest}`
  const other = locale === 'zh' ? `/en${path === '/' ? '' : path}${rest}` : `${path}${rest}`
  const prefer = (choice: string) => `/preferences?${choice}&to=${encodeURIComponent(here)}`
  return (
    <ul className="tools" aria-label={say('site.tools')}>
      <li>
        <a href={prefer(request.largeType ? 'type=normal' : 'type=large')} rel="nofollow">
          {say(request.largeType ? 'site.normal' : 'site.large')}
        </a>
      </li>
      <li className="to-dark">
        <a href={prefer('theme=dark')} rel="nofollow">
          {say('site.dark')}
        </a>
      </li>
      <li className="to-light">
        <a href={prefer('theme=light')} rel="nofollow">
          {say('site.light')}
        </a>
      </li>
      <li>
        <a href={other} hrefLang={locale === 'zh' ? 'en' : 'zh-CN'} lang={locale === 'zh' ? 'en' : 'zh-CN'}>
          {say('site.language')}
        </a>
      </li>
      <li>
        <a className="sign-in" href="/app">
          {say('site.sign_in')}
        </a>
      </li>
    </ul>
  )
}

function Footer({ context }: { context: PageContext }) {
  const { catalog, say, href, locale, names } = context
  return (
    <footer className="footer">
      <div className="wrap footer-grid">
        <div>
          <p className="footer-name">{names.programme}</p>
          <FairNote context={context} />
        </div>
        <nav aria-label={say('footer.more')}>
          <ul className="footer-links">
            <FooterLink href={href('/feed.atom')}>{say('footer.feed')}</FooterLink>
            <FooterLink href={href('/privacy')}>{say('footer.privacy')}</FooterLink>
            <FooterLink href="/api/docs">{say('footer.api')}</FooterLink>
          </ul>
        </nav>
        <dl className="footer-facts" aria-label={say('footer.about')}>
          {catalog.footer.map((entry) => (
            <div key={entry.key}>
              <dt>{entry[locale]}</dt>
              <dd className={entry.value === null ? 'to-fill' : undefined}>
                {entry.value === null ? (
                  say('footer.to_fill')
                ) : (
                  <FooterValue text={entry.value[locale]} href={entry.href} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </footer>
  )
}

function FooterValue({ text, href }: { text: string; href: string | null }) {
  return href ? <a href={href}>{text}</a> : text
}

function FooterLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <li>
      <a href={href}>{children}</a>
    </li>
  )
}
