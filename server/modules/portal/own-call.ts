import type { RouteSpec } from '../../../contracts/common.ts'
import { api } from '../../../contracts/index.ts'
import type { PublicCall } from '../../platform/http/app.ts'

/**
 * The built portal carries its own copy of the contracts, and the server knows a route by its object: finds the
 * server's own object by method and path.
 */
export function ownCall(call: PublicCall): PublicCall {
  const own = new Map<string, RouteSpec>(
    Object.values(api)
      .flatMap((group) => Object.values(group) as RouteSpec[])
      .map((spec) => [`${spec.method} ${spec.path}`, spec]),
  )
  return (spec, input) => {
    const known = own.get(`${spec.method} ${spec.path}`)
    if (!known) throw new Error(`the portal asks for ${spec.method} ${spec.path}, which is in no contract`)
    return call(known, input)
  }
}
