import { Link } from '@tanstack/react-router'
import { libraryRoutes } from '../../../../contracts/lists.ts'
import { DataTable } from '../../../ui/antd/data-table.tsx'
import { useCall } from '../../../ui/client/hooks.ts'
import { EmptyState } from '../../../ui/parts/empty-state.tsx'
import { useText } from '../../i18n/text.tsx'
import { ProblemNote } from '../../shell/problem-note.tsx'

/** 项目库: kept collections; what is in them got there by decision. The city pack names them. */
export function LibrariesPage() {
  const { t, locale } = useText()
  const libraries = useCall(libraryRoutes.list, {})
  const rows = libraries.data?.items ?? []
  return (
    <>
      <header className="page-head">
        <h1>{t('shell.libraries')}</h1>
      </header>
      <ProblemNote error={libraries.error} retry={libraries.refetch} />
      {libraries.isPending ? <p className="quiet">{t('common.loading')}</p> : null}
      {libraries.data && rows.length === 0 ? (
        <EmptyState title={t('lists.noLibraries')}>{t('lists.noLibrariesText')}</EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <DataTable
          caption={t('shell.libraries')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'title',
              label: t('lists.library'),
              phone: 'title',
              render: (row) => (
                <Link to="/libraries/$id" params={{ id: row.key }} data-row-link>
                  {locale === 'zh' ? row.title : row.titleEn}
                </Link>
              ),
            },
            { key: 'purpose', label: t('lists.purpose'), phone: 'bare', render: (row) => row.purpose ?? '' },
            { key: 'entries', label: t('lists.entries'), number: true, width: '7rem', render: (row) => row.entries },
          ]}
        />
      ) : null}
    </>
  )
}
