import type { PortalCall } from '../../web/portal/call.ts'
import type { PortalRequest } from '../../web/portal/page.ts'
import type { World } from './world.ts'

/** Asks for a page of the portal as anybody may, on the data of the world; `render` of the portal answers it without the web build. */
export function portalRequest(world: World, url: string): PortalRequest {
  const call: PortalCall = async (spec, input) => {
    const { params = {}, query = {} } = input as { params?: Record<string, string>; query?: Record<string, string> }
    const path = spec.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    const { status, body } = await world.as(null).get(`${path}?${new URLSearchParams(query)}`)
    return (status === 200 ? { ok: true, value: body } : { ok: false, status, problem: body }) as never
  }
  return {
    url,
    locale: /^\/en(\/|$|\?)/.test(url) ? 'en' : 'zh',
    theme: null,
    largeType: false,
    origin: 'https://portal.example',
    assets: { style: '/assets/portal.css', icon: '/assets/icon.svg' },
    now: new Date(),
    traceId: 'test',
    call,
  }
}
