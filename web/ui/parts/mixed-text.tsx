import type { ReactNode } from 'react'

const boundary = /(?<=\p{Script=Han})(?=[\p{Script=Latin}\d])|(?<=[\p{Script=Latin}\d%])(?=\p{Script=Han})/u

/**
 * Text with a thin space where Chinese meets Latin letters or digits. The space is an empty element, so that the text
 * stays as it was typed when it is copied, searched for or read aloud.
 */
export function MixedText({ children }: { children: string }): ReactNode {
  const runs = children.split(boundary)
  if (runs.length === 1) return children
  // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one string have no other identity and never move
  return runs.map((run, at) => (at === 0 ? run : [<span key={`thin-${at}`} className="thin" />, run]))
}
