-- 一项财产一条：从被执行人到亲属的登记，日期与案件的日期相比。
WITH gone AS (
    SELECT '车辆' AS kind, coalesce(vin, plate) AS thing, coalesce(plate, vin) AS words, norm_id(former_id) AS f, norm_id(owner_id) AS o, owner AS taker, since AS day, price, place
    FROM vehicles WHERE former_id IS NOT NULL AND since IS NOT NULL
    UNION ALL
    SELECT '车辆', coalesce(vin, plate), coalesce(plate, vin), norm_id(owner_id), norm_id(next_id), next_id, until, price, place
    FROM vehicles WHERE next_id IS NOT NULL AND until IS NOT NULL
    UNION ALL
    SELECT '不动产', coalesce(unit, certificate, location), coalesce(location, certificate, unit), norm_id(former_id), norm_id(owner_id), owner, since, price, place
    FROM real_estate WHERE former_id IS NOT NULL AND since IS NOT NULL
    UNION ALL
    SELECT '股权', coalesce(credit_code, company), company, norm_id(former_id), norm_id(owner_id), owner, since, subscribed, place
    FROM companies WHERE former_id IS NOT NULL AND since IS NOT NULL
    UNION ALL
    SELECT '保单', policy, concat_ws(' ', company, product, policy), norm_id(former_id), norm_id(owner_id), owner, since, cash_value, place
    FROM insurance WHERE former_id IS NOT NULL AND since IS NOT NULL
),
-- 亲属登记里只有转出人的。
givers AS (SELECT unnest(list(DISTINCT f)) AS f FROM gone),
pairs AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, relation, since AS tied, "until" AS untied FROM kin
    WHERE person_id IS NOT NULL AND relative_id IS NOT NULL AND person_id_norm IN (SELECT f FROM givers WHERE f IS NOT NULL)
    UNION ALL
    SELECT relative_id_norm, person_id_norm, relation, since, "until" FROM kin
    WHERE person_id IS NOT NULL AND relative_id IS NOT NULL AND relative_id_norm IN (SELECT f FROM givers WHERE f IS NOT NULL)
),
-- 过户之日关系存续：没有记起止的按存续看；夫妻没有记起始的，另写明。
moved AS (
    SELECT g.*, min(p.relation) AS relation,
           bool_and((contains(p.relation, '配偶') OR p.relation IN ('夫', '妻', '夫妻', '丈夫', '妻子')) AND p.tied IS NULL) AS is_undated
    FROM gone g JOIN pairs p ON p.a = g.f AND p.b = g.o
    WHERE NOT coalesce(p.untied < g.day, false) AND NOT coalesce(p.tied > g.day, false)
    GROUP BY ALL
),
-- 一件案件几个被执行人的，一行几个号码；先找出案件，再取它们的各列。
owing AS (
    SELECT debtor_ids_norm AS id, place FROM cases WHERE debtor_ids_norm IS NOT NULL
    UNION ALL
    SELECT unnest(string_split(debtor_ids_norms, '、')), place FROM cases WHERE debtor_ids_norms IS NOT NULL
),
owed AS (
    SELECT m.f AS id, o.place FROM (SELECT DISTINCT f FROM moved) m JOIN owing o ON o.id = m.f
),
suing AS (
    SELECT id, case_number_norm AS number,
           coalesce(court, case_court(case_number)) AS court, title_norm AS title, debtors, filed, satisfied, claim,
           greatest(claim - coalesce(paid, 0), 0) AS open_amount, place
    FROM (SELECT * FROM cases WHERE place IN (SELECT place FROM (SELECT unnest(list(DISTINCT place)) AS place FROM owed) WHERE place IS NOT NULL)) JOIN owed USING (place)
),
concerned AS (
    SELECT o.*, m.kind, m.thing, m.words, m.taker, m.day, m.price, m.relation, m.is_undated, m.f, m.place AS moved_place
    FROM moved m JOIN suing o ON o.id = m.f WHERE coalesce(o.satisfied > m.day, true)
),
titles AS (SELECT unnest(list(DISTINCT title)) AS title FROM concerned),
dated AS (
    SELECT c.*, coalesce(j.effective, c.filed) AS effective, j.effective IS NULL AS is_assumed, s.filed AS sued, j.place AS judgment_place, s.place AS suit_place
    FROM concerned c
    LEFT JOIN (SELECT title_norm AS title, min(effective) AS effective, min(place) AS place FROM judgments
               WHERE title_norm IN (SELECT title FROM titles WHERE title IS NOT NULL) GROUP BY 1) j ON j.title = c.title
    LEFT JOIN (SELECT case_number_norm AS number, min(filed) AS filed, min(place) AS place FROM suits
               WHERE case_number_norm IN (SELECT title FROM titles WHERE title IS NOT NULL) GROUP BY 1) s ON s.number = c.title
),
judged AS (
    SELECT *, CASE WHEN day > effective THEN 'after-effective' WHEN day > sued THEN 'during-suit' END AS rule FROM dated
),
best AS (
    SELECT kind || ' ' || thing || ' ' || day AS key, arg_max(j, concat(rule = 'after-effective', strftime(effective, '%Y-%m-%d'), number, moved_place)) AS j,
           list_sort(list(DISTINCT fact('案件', concat_ws('，', number, '执行立案 ' || filed, '生效 ' || effective, '未履行 ' || yuan(open_amount) || ' 元'), place))) AS cases,
           sum(DISTINCT open_amount) AS total
    FROM judged j WHERE rule IS NOT NULL GROUP BY kind, thing, day
)
SELECT key, j.rule, j.number AS case_number, j.court, [j.debtors, j.taker] AS parties, j.open_amount AS amount, j.day AS act_date,
       CASE WHEN j.rule = 'after-effective' THEN 10000000000000 ELSE 0 END + least(coalesce(j.open_amount, 0), 9999999999999) AS rank,
       [CASE WHEN j.is_assumed THEN 'effective' END, CASE WHEN j.is_undated THEN 'married' END, 'paid-price', 'intent'] AS missing,
       ['divorce', 'still', 'remaining', CASE WHEN j.rule = 'during-suit' THEN 'served' END] AS questions,
       [fact('财产种类', j.kind, j.moved_place), fact('财产', j.words, j.moved_place), fact('日期', j.day, j.moved_place),
        fact('受让人', j.taker, j.moved_place), fact('关系', j.relation, NULL), fact('价格', yuan(j.price), j.moved_place),
        fact('起算', CASE WHEN j.rule = 'during-suit' THEN '诉讼立案 ' || j.sued
                         WHEN j.is_assumed THEN '执行立案 ' || j.effective ELSE '裁判生效 ' || j.effective END,
             coalesce(CASE WHEN j.rule = 'during-suit' THEN j.suit_place ELSE j.judgment_place END, j.place)),
        fact('比例', (j.price::HUGEINT * 100 // nullif(j.open_amount, 0))::BIGINT, NULL)] || cases[1:20] AS facts
FROM best
