import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { places } from './manifest.ts'
import type { ArchiveWriter } from './write-archive.ts'

/** The database has its own way, what is being received is nobody's yet. */
const leftOut = ['postgres', 'tmp']

/**
 * Puts in what the data folder holds beside the database and is not in yet. Called before and after the database: what a row of the saved
 * database names was there before its row, so one of the two calls finds it, though uploads and removals go on.
 */
export async function addDataFolder(archive: ArchiveWriter, dataDir: string): Promise<void> {
  // The checkpoints first: they must not be ahead of the journal that is saved after them.
  await add('checkpoints.jsonl')
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    if (leftOut.includes(entry.name)) continue
    if (entry.isDirectory()) await walk(entry.name)
    else if (entry.isFile()) await add(entry.name)
  }

  async function walk(folder: string): Promise<void> {
    for (const entry of await readdir(join(dataDir, folder), { withFileTypes: true })) {
      const below = `${folder}/${entry.name}`
      if (entry.isDirectory()) await walk(below)
      else if (entry.isFile() && !entry.name.endsWith('.part')) await add(below)
    }
  }
  async function add(path: string): Promise<void> {
    const name = `${places.data}${path}`
    if (!archive.has(name)) await archive.addFile(name, join(dataDir, path))
  }
}
