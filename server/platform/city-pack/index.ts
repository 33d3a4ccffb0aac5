import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { type CityPack, type CityPackFile, cityPackFiles } from '../../../contracts/city-pack.ts'
import { referenceFaults } from './references.ts'

export { packTerms } from './terms.ts'

/** One fault of a pack: file name, line (1-based, when known), path inside the file as `a.0.b`, and what is wrong. */
export type PackFault = { file: string; line: number | null; path: string; message: string }
export type PackResult = { ok: true; pack: CityPack; hash: string } | { ok: false; faults: PackFault[] }

/** Far above any real pack: a file of this size is a mistake, and is refused before it is parsed. */
const MAX_BYTES = 2 * 1024 * 1024

type Path = readonly PropertyKey[]
type Parsed = { document: Document; lines: LineCounter }

/**
 * Reads the folder of a city pack, one `<section>.yaml` for each section of the contract, and checks every file
 * and the references between them. All faults are reported at once. `hash` (SHA-256, hex) changes with the content
 * and not with comments or the order of keys.
 */
export async function loadCityPack(dir: string): Promise<PackResult> {
  const names = Object.keys(cityPackFiles) as CityPackFile[]
  const faults: PackFault[] = []
  const parsed = new Map<CityPackFile, Parsed>()
  const sections: Partial<Record<CityPackFile, unknown>> = {}

  let present: string[]
  try {
    present = await readdir(dir)
  } catch (error) {
    return { ok: false, faults: [{ file: dir, line: null, path: '', message: `cannot be read: ${reason(error)}` }] }
  }
  for (const file of present.filter((f) => /\.ya?ml$/i.test(f)).sort()) {
    if (!names.some((name) => file === `${name}.yaml`)) {
      faults.push({ file, line: null, path: '', message: `no such part of a city pack; known: ${names.join(', ')}` })
    }
  }

  for (const name of names) {
    const file = `${name}.yaml`
    if (!present.includes(file)) {
      faults.push({ file, line: null, path: '', message: 'the file is missing' })
      continue
    }
    const text = await readText(join(dir, file))
    if (!text.ok) {
      faults.push({ file, line: null, path: '', message: text.message })
      continue
    }
    const lines = new LineCounter()
    const document = parseDocument(text.value, { lineCounter: lines, prettyErrors: false })
    const problems = [...document.errors, ...document.warnings]
    if (problems.length > 0) {
      for (const problem of problems) {
        faults.push({ file, line: lines.linePos(problem.pos[0]).line, path: '', message: problem.message })
      }
      continue
    }
    parsed.set(name, { document, lines })
    const value = plain(document)
    const result = value.ok ? cityPackFiles[name].safeParse(value.value) : null
    if (!value.ok) faults.push({ file, line: null, path: '', message: value.message })
    else if (result?.success) sections[name] = result.data
    else {
      for (const issue of result?.error.issues ?? []) faults.push(at(name, parsed, issue.path, issue.message))
    }
  }
  if (faults.length > 0) return { ok: false, faults }

  const pack = sections as CityPack
  for (const fault of referenceFaults(pack)) faults.push(at(fault.section, parsed, fault.path, fault.message))
  if (faults.length > 0) return { ok: false, faults }
  // Zod writes keys in the order of the schema, so equal content gives equal text.
  return { ok: true, pack, hash: createHash('sha256').update(JSON.stringify(pack)).digest('hex') }
}

/** One line a fault, for a start-up message. */
export function describeFault({ file, line, path, message }: PackFault): string {
  return `${file}${line === null ? '' : `:${line}`}${path ? ` ${path}` : ''}: ${message}`
}

async function readText(file: string): Promise<{ ok: true; value: string } | { ok: false; message: string }> {
  try {
    const bytes = await readFile(file)
    if (bytes.length > MAX_BYTES) return { ok: false, message: `is larger than ${MAX_BYTES} bytes` }
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    return { ok: false, message: `cannot be read: ${reason(error)}` }
  }
}

/** The document as plain data; an alias bomb makes `toJS` throw, which is the pack's fault and not ours. */
function plain(document: Document): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) }
  } catch (error) {
    return { ok: false, message: reason(error) }
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A fault with its line: that of the value, or of the nearest thing around it that exists. */
function at(name: CityPackFile, parsed: ReadonlyMap<CityPackFile, Parsed>, path: Path, message: string): PackFault {
  const { document, lines } = parsed.get(name) ?? {}
  let line: number | null = null
  for (let depth = path.length; document && lines && line === null && depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) line = lines.linePos(node.range[0]).line
  }
  return { file: `${name}.yaml`, line, path: path.map(String).join('.'), message }
}
