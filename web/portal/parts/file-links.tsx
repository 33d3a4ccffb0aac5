import type { Scenario } from '../../../contracts/scenarios.ts'
import { Han } from './han.tsx'

/** Files to download, each with its size and, on hover, its hash. */
export function FileLinks({ files }: { files: Scenario['attachments'] }) {
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/v1/files/${file.id}`} title={`SHA-256 ${file.sha256}`}>
            <Han>{file.name}</Han>
          </a>{' '}
          <span className="soft">{fileSize(file.bytes)}</span>
        </li>
      ))}
    </ul>
  )
}

function fileSize(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} kB`
}
