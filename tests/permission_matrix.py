"""Every page and every API action, and what each of the cast gets there.

A row: method and URL name, then one letter for each of `WHO`:
  o  done or shown (200, 201, or the redirect after a form)      b  allowed, but the empty form is refused (400)
  s  asked to sign in (302 to the sign-in page, 401 over the API)  r  sent on elsewhere (301, 302)
  f  seen, but not for them to do (403)                            n  nothing here for them (404)
  m  this method is not offered (405)                              v  allowed, but names no version (428)
The review of the rows is on site: Asha and Hana belong to its host, Ben leads, Carys observes, Dev is on the
team, Edie leads the host's region, Femi directs a council elsewhere, Gwen runs the hub.
"""

WHO = ("asha", "hana", "ben", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody")

PAGES = """
GET  home                                  oooooooooo
GET  work                                  ooooooooss
GET  accessibility                         oooooooooo
GET  privacy                               oooooooooo
GET  gallery                               nnnnnnnnnn
GET  healthz                               oooooooooo
GET  help                                  oooooooooo
GET  help-chapter                          oooooooooo
GET  councils                              oooooooooo
GET  council                               oooooooooo
GET  regions                               oooooooooo
GET  region                                oooooooooo
GET  themes                                oooooooooo
GET  theme                                 oooooooooo
GET  posts                                 oooooooooo
GET  post                                  oooooooooo
GET  programme                             oooooooooo
GET  sites                                 oooooooooo
GET  site-open                             offoffooss
GET  site                                  oooooooooo
GET  site-change                           ooffffffss
GET  site-stage                            ooffffffss
GET  entry-write                           ooofffffss
GET  journey-entry                         ooonnnnnnn
GET  entry-change                          offnnnnnss
GET  entry-share                           offnnnnnss
GET  entry-revisions                       offnnnnnss
GET  entry-revision                        offnnnnnss
GET  entry-step                            offnnnnnss
GET  post-step                             fffffffoss
GET  post-new                              ooooffooss
GET  post-change                           fffffffoss
GET  post-share                            fffffffoss
GET  post-revisions                        fffffffoss
GET  post-revision                         fffffffoss
GET  words                                 ooooooooss
POST words-keep                            bbbbbbbbbb
POST words-preview                         ooooooooss
GET  kept-words                            nnnnnnnoss
GET  account_login                         rrrrrrrroo
GET  account_logout                        oooooooorr
GET  account_signup                        ssssssssss
GET  account_inactive                      oooooooooo
GET  account_change_password               ooooooooss
GET  account_reauthenticate                ooooooooss
GET  usersessions_list                     ooooooooss
GET  mfa_index                             ooooooooss
GET  mfa_authenticate                      rrrrrrrrss
GET  mfa_reauthenticate                    rrrrrrrrss
GET  mfa_reauthenticate_webauthn           rrrrrrrrss
GET  mfa_activate_totp                     ooooooooss
GET  mfa_deactivate_totp                   nnnnnnnnss
GET  mfa_add_webauthn                      ooooooooss
GET  mfa_remove_webauthn                   nnnnnnnnss
GET  mfa_view_recovery_codes               nnnnnnnnss
GET  mfa_generate_recovery_codes           ooooooooss
GET  mfa_download_recovery_codes           nnnnnnnnss
GET  account_reset_password                oooooooooo
GET  account_reset_password_done           oooooooooo
GET  account_reset_password_from_key       oooooooooo
GET  account_reset_password_from_key_done  oooooooooo
GET  account                               ooooooooss
GET  openid_connect_login                  nnnnnnnnnn
GET  openid_connect_again                  nnnnnnnnss
GET  openid_connect_callback               nnnnnnnnnn
POST openid_connect_back_channel           nnnnnnnnnn
GET  socialaccount_login_cancelled         oooooooooo
GET  people                                offofoooss
GET  person                                oonnnonoss
GET  leaver                                ofnnnonoss
GET  end-membership                        ofnnnonoss
GET  invitations                           offofoooss
GET  invite                                offofoooss
GET  withdraw-invitation                   onnnnonoss
GET  join                                  oooooooooo
GET  api-clients                           offofoooss
GET  revoke-key                            nnnnnnnoss
GET  oauth2_provider:authorize             bbbbbbbbss
POST oauth2_provider:token                 bbbbbbbbbb
POST oauth2_provider:revoke-token          bbbbbbbbbb
GET  digests                               ooooooooss
POST digest-now                            bbbbbbrbss
GET  digest-unsubscribe                    oooooooooo
GET  mail                                  nnnnnnnnnn
GET  mail-letter                           nnnnnnnnnn
GET  mail-html                             nnnnnnnnnn
GET  reviews                               oooooooooo
GET  review-open                           ooooffofss
GET  review                                oooooonnnn
GET  review-change                         ooofffnnss
GET  review-step                           ffofffnnss
GET  review-agree                          ooofffnnss
GET  review-history                        ooooofnnss
GET  review-name-observer                  fffffonnss
GET  review-team                           ooooofnnss
GET  review-team-join                      ooofffnnss
GET  review-team-leave                     ooofffnnss
GET  review-timetable                      ooooofnnss
GET  activity-plan                         ffooofnnss
GET  activity-step                         ffooofnnss
GET  review-evidence                       ffooofnnss
GET  capture                               ffooofnnss
GET  capture-offline                       ffooofnnss
GET  capture-worker                        oooooooooo
GET  phone-key                             oooooooooo
GET  evidence-change                       ffffofnnss
GET  evidence-withdraw                     ffofofnnss
GET  review-findings                       ooooofnnss
GET  hypothesis                            ffofffnnss
GET  statement                             nnooonnnnn
GET  statement-change                      nnoffnnnss
GET  statement-step                        nnfofnnnss
GET  statement-link                        nnoffnnnss
GET  statement-unlink                      nnoffnnnss
GET  finding-share                         nnfffnnnss
"""

API = """
GET  api-root               oooooooooo
GET  api-schema             oooooooooo
GET  api-docs               oooooooooo
GET  api-region-list        oooooooooo
GET  api-region-detail      oooooooooo
GET  api-council-list       oooooooooo
GET  api-council-detail     oooooooooo
GET  api-council-neighbours oooooooooo
GET  api-theme-list         oooooooooo
GET  api-theme-detail       oooooooooo
GET  api-post-list          oooooooooo
GET  api-post-detail        oooooooooo
POST api-post-list          bbbbbbbbfs
PATCH api-post-detail       vvvvvvvvfs
POST api-post-share         vvvvvvvvfs
GET  api-post-revisions     fffffffoff
POST api-post-transition    vvvvvvvvfs
GET   api-programme-list    oooooooooo
GET   api-programme-detail  oooooooooo
GET   api-site-list         oooooooooo
POST  api-site-list         bbbbbbbbfs
GET   api-site-detail       oooooooooo
PATCH api-site-detail       vvvvvvvvfs
POST  api-site-stages       vvvvvvvvfs
GET   api-journey-entry-list oooooooooo
POST  api-journey-entry-list bbbbbbbbfs
GET   api-journey-entry-detail ooonnnnnnn
PATCH api-journey-entry-detail vvvnnnnnfs
GET   api-journey-entry-revisions offnnnnnnn
POST  api-journey-entry-transition vvvnnnnnfs
GET  api-review-list        oooooooooo
GET  api-review-detail      oooooonnnn
GET  api-review-history     ooooofnnnn
POST api-review-transition  vvvvvvnnfs
POST api-review-agree       vvvvvvnnfs
GET  api-triad-list         oooooooooo
GET  api-triad-detail       oooooonnnn
GET  api-activity-list      oooooooooo
GET  api-activity-detail    ooooonnnnn
GET  api-evidence-list      oooooooooo
GET  api-evidence-detail    nnooonnnnn
POST api-evidence-list      bbbbbbbbfs
PATCH api-evidence-detail   nnvvvnnnfs
GET  api-finding-list       oooooooooo
GET  api-finding-detail     nnooonnnnn
POST api-finding-transition nnvvvnnnfs
GET  api-subscription-list  oooooooooo
GET  api-subscription-detail nnnnnnonnn
POST api-subscription-list  bbbbbbbbfs
POST api-subscription-transition nnnnnnvnfs
GET  api-nothing            nnnnnnnnnn
"""


def rows(table):
    """(method, URL name, letters) of each line."""
    return [tuple(line.split()) for line in table.strip().splitlines()]
