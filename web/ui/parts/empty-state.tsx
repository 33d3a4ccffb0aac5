import type { ReactNode } from 'react'

/** Nothing here, why, and the next step to take. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {children && <p>{children}</p>}
      {action && <p className="empty-action">{action}</p>}
    </div>
  )
}
