import { v7 } from 'uuid'

/** UUIDv7: sorts by time of making, so that indexes grow at one end. */
export function newId(): string {
  return v7()
}
