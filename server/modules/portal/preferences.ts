/** How a visitor wants the pages shown: kept in one cookie that says nothing else. */
export type Preferences = { readonly theme: 'light' | 'dark' | null; readonly largeType: boolean }

const cookieName = 'view'
const aYear = 31_536_000

/** Reads the cookie; anything but its known words counts as not chosen. */
export function readPreferences(cookies: string | undefined): Preferences {
  const value = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
  const words = value?.slice(cookieName.length + 1).split('.') ?? []
  return {
    theme: words.includes('dark') ? 'dark' : words.includes('light') ? 'light' : null,
    largeType: words.includes('large'),
  }
}

/** Applies `type=large|normal` and `theme=light|dark|auto` of an address; other values change nothing. */
export function changePreferences(now: Preferences, query: URLSearchParams): Preferences {
  const theme = query.get('theme')
  const type = query.get('type')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : theme === 'auto' ? null : now.theme,
    largeType: type === 'large' ? true : type === 'normal' ? false : now.largeType,
  }
}

export function preferencesCookie({ theme, largeType }: Preferences, secure: boolean): string {
  const words = [theme, largeType && 'large'].filter(Boolean).join('.')
  return `${cookieName}=${words}; Path=/; Max-Age=${words ? aYear : 0}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}

/** Where to go afterwards: a path of this site, never another one. */
export function ownPath(to: string | null): string {
  if (!to?.startsWith('/') || to.length > 2000) return '/'
  const here = 'http://portal.invalid'
  try {
    const address = new URL(to, here)
    // A path that begins with two slashes would be read as the name of a host.
    return address.origin === here && !address.pathname.startsWith('//') ? `${address.pathname}${address.search}` : '/'
  } catch {
    return '/'
  }
}
