// Who may import whom. Changing GRAPH is an architecture decision: say why in ARCHITECTURE.md.

/** Modules and the modules whose faces (`index.ts`) they may use. */
export const GRAPH = {
  catalog: [],
  notifications: [],
  records: [],
  files: [],
  drafts: [],
  todos: [],
  accounts: ['catalog', 'notifications', 'organisations'],
  organisations: ['accounts', 'catalog', 'notifications', 'records'],
  calls: ['catalog', 'files', 'notifications', 'records'],
  scenarios: ['calls', 'catalog', 'files', 'notifications', 'records'],
  reviews: ['catalog', 'notifications', 'records', 'scenarios'],
  lists: ['notifications', 'records', 'scenarios'],
  capabilities: ['catalog', 'files', 'notifications', 'records'],
  intents: ['notifications', 'records'],
  agreements: ['files', 'intents', 'notifications', 'records', 'scenarios'],
  imports: ['capabilities', 'catalog', 'files', 'notifications', 'organisations', 'scenarios'],
  projects: ['files', 'intents', 'notifications', 'records', 'scenarios'],
  evaluations: ['files', 'notifications', 'records'],
  services: ['catalog', 'files', 'notifications', 'organisations', 'records'],
  // Reads what is offered and asked for through views; writes its own weights.
  matches: ['catalog'],
  promotions: ['catalog', 'lists', 'notifications', 'records', 'scenarios'],
  // On top of everything: reads what the others publish, writes nothing.
  cockpit: ['catalog'],
  portal: [],
}

/** Tables and the one module, or the platform, that writes them. */
export const TABLES = {
  platform: [
    'app_clock',
    'idempotency_keys',
    'journal_head',
    'journal_records',
    'journal_personal',
    'state_changes',
    'code_counters',
    'security_events',
    'contact_reads',
  ],
  accounts: [
    'users',
    'credentials',
    'sign_in_failures',
    'sessions',
    'api_tokens',
    'verification_codes',
    'unified_identities',
    'unified_flows',
    'consents',
  ],
  organisations: ['organisations', 'organisation_members', 'invitations'],
  files: ['files'],
  drafts: ['form_drafts'],
  notifications: ['notifications'],
  scenarios: [
    'scenarios',
    'openings',
    'requirements',
    'scenario_contacts',
    'scenario_files',
    'scenario_comments',
    'scenario_decisions',
    'scenario_clearances',
  ],
  calls: ['calls', 'call_files', 'call_extensions'],
  reviews: [
    'experts',
    'expert_employers',
    'rounds',
    'round_items',
    'round_experts',
    'reviews',
    'review_sheets',
    'round_recommendations',
    'round_decisions',
    'round_results',
    'round_snapshots',
  ],
  lists: ['lists', 'list_items', 'libraries', 'library_entries'],
  capabilities: ['capabilities', 'capability_proofs', 'capability_files', 'capability_measures'],
  intents: ['intents', 'intent_contacts'],
  agreements: [
    'agreements',
    'agreement_parties',
    'agreement_openings',
    'agreement_files',
    'agreement_addenda',
    'agreement_addendum_signatures',
  ],
  evaluations: [
    'evaluations',
    'evaluation_subjects',
    'evaluation_runs',
    'evaluation_results',
    'evaluation_evidence',
    'evaluation_appeals',
  ],
  promotions: ['promotions', 'promotion_dossiers', 'promotion_evidence', 'promotion_decisions'],
  imports: ['imports'],
  matches: ['match_weights', 'match_weight_uses', 'matching_changes', 'matching_unmet'],
  services: ['services', 'landings'],
  projects: [
    'projects',
    'milestones',
    'indicators',
    'readings',
    'project_files',
    'project_capabilities',
    'project_follow_ups',
  ],
}

/** Logs that any module appends to, in its own transaction. */
export const SHARED_LOGS = ['contact_reads', 'security_events']

/** Reads and erases beyond its own tables: what the law asks for about one person is one act over all of them. */
export const ACROSS_TABLES = ['server/modules/accounts/personal-store.ts']

/** Packages an engine may use; no IO among them. */
export const ENGINE_PACKAGES = { journal: ['node:crypto'], text: ['@node-rs/jieba'] }

/** Command-line scripts that stand beside what they print. */
export const SCRIPTS = ['engines/lifecycle/write-docs.ts', 'server/platform/database/write-schema.ts']

export const MAX_LINES = 500
/** Generated code may be longer. */
export const GENERATED = ['server/platform/database/schema.ts']
