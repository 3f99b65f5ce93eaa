-- 一名被执行人、一名亲属、一个阶段一条：生效以后，或者诉讼期间。
WITH payers AS (SELECT DISTINCT payer_id AS id, payer AS name FROM finding_transfers WHERE payer_id IS NOT NULL),
owing AS NOT MATERIALIZED (
    SELECT id, case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, title_norm AS title, debtors, filed, satisfied,
           greatest(claim - coalesce(paid, 0), 0) AS open_amount, place
    FROM (SELECT *, debtor_ids_norm AS id FROM cases WHERE debtor_ids_norm IN (SELECT id FROM payers WHERE id IS NOT NULL)
          UNION ALL
          SELECT *, unnest(string_split(debtor_ids_norms, '、')) AS id FROM cases WHERE debtor_ids_norms IS NOT NULL)
    WHERE filed IS NOT NULL
),
paid AS (SELECT o.*, p.name FROM owing o JOIN payers p ON p.id = o.id),
dated AS (
    SELECT o.*, coalesce(j.effective, o.filed) AS effective, j.effective IS NULL AS is_assumed, s.filed AS sued
    FROM paid o
    LEFT JOIN (SELECT title_norm AS title, min(effective) AS effective FROM judgments
               WHERE title_norm IN (SELECT title FROM paid WHERE title IS NOT NULL) GROUP BY 1) j ON j.title = o.title
    LEFT JOIN (SELECT case_number_norm AS number, min(filed) AS filed FROM suits
               WHERE case_number_norm IN (SELECT title FROM paid WHERE title IS NOT NULL) GROUP BY 1) s ON s.number = o.title
),
-- 一人几案的，从最早生效的一案起算。
debtors AS (
    SELECT id, min(name) AS name, arg_min(d, concat(strftime(effective, '%Y-%m-%d'), number)) AS d, sum(open_amount)::BIGINT AS open_amount,
           list(fact('案件', concat_ws('，', number, '生效 ' || effective, '未履行 ' || yuan(open_amount) || ' 元'), place) ORDER BY filed, number) AS cases
    FROM dated d GROUP BY id
),
kindred AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, relation FROM kin WHERE person_id_norm IN (SELECT id FROM debtors WHERE id IS NOT NULL)
    UNION ALL
    SELECT relative_id_norm, person_id_norm, relation FROM kin WHERE relative_id_norm IN (SELECT id FROM debtors WHERE id IS NOT NULL)
),
-- 案件里登记的亲属，或者亲属关系表里的。
moves AS (
    SELECT d.id, t.payee AS other, t.payee_id AS other_id, t.payee_relation AS relation, t.day, t.amount, t.place
    FROM finding_transfers t JOIN debtors d ON d.id = t.payer_id
    UNION ALL
    SELECT d.id, t.payer, t.payer_id, t.payer_relation, t.day, -t.amount, t.place
    FROM finding_transfers t JOIN debtors d ON d.id = t.payee_id
),
to_kin AS (
    SELECT m.*, coalesce(k.relation, CASE m.relation WHEN 'spouse' THEN '配偶' WHEN 'minor-child' THEN '未成年子女' WHEN 'child' THEN '成年子女'
                                        WHEN 'parent' THEN '父母' WHEN 'sibling' THEN '兄弟姐妹' WHEN 'relative' THEN '其他亲属' END) AS tie
    FROM moves m LEFT JOIN (SELECT a, b, min(relation) AS relation FROM kindred WHERE b IS NOT NULL GROUP BY a, b) k ON k.a = m.id AND k.b = m.other_id
),
staged AS (
    SELECT t.*, CASE WHEN t.day > d.d.effective THEN 'after-effective' WHEN t.day > d.d.sued THEN 'during-suit' END AS rule
    FROM to_kin t JOIN debtors d ON d.id = t.id WHERE t.tie IS NOT NULL AND coalesce(d.d.satisfied > t.day, true)
),
summed AS (
    SELECT id, coalesce(other_id, other) AS other_key, min(other) AS other, min(tie) AS tie, rule, sum(amount)::BIGINT AS net, count_if(amount > 0) AS n,
           min(day) FILTER (WHERE amount > 0) AS first_day, max(day) FILTER (WHERE amount > 0) AS last_day, arg_min(place, concat(day, place)) FILTER (WHERE amount > 0) AS place,
           list(fact(CASE WHEN amount > 0 THEN '转出' ELSE '转回' END, concat_ws('，', day, yuan(abs(amount)) || ' 元'), place) ORDER BY day, place) AS rows
    FROM staged WHERE rule IS NOT NULL GROUP BY id, coalesce(other_id, other), rule HAVING sum(amount) > 0
)
SELECT s.id || ' ' || s.other_key || ' ' || s.rule AS key, s.rule, d.d.number AS case_number, d.d.court, [d.name, s.other] AS parties,
       d.open_amount AS amount, s.last_day AS act_date,
       CASE WHEN s.rule = 'after-effective' THEN 10000000000000 ELSE 0 END + least(s.net, 9999999999999) AS rank,
       [CASE WHEN d.d.is_assumed THEN 'effective' END, 'living'] AS missing, ['support', 'loan', 'whose-use'] AS questions,
       [fact('亲属', s.other, s.place), fact('关系', s.tie, NULL), fact('笔数', s.n, NULL), fact('净额', yuan(s.net), s.place),
        fact('首次转出', s.first_day, s.place), fact('末次转出', s.last_day, s.place),
        fact('起算', CASE WHEN s.rule = 'during-suit' THEN '诉讼立案 ' || d.d.sued WHEN d.d.is_assumed THEN '执行立案 ' || d.d.effective
                         ELSE '裁判生效 ' || d.d.effective END, d.d.place),
        fact('比例', (s.net::HUGEINT * 100 // nullif(d.open_amount, 0))::BIGINT, NULL)] || s.rows[1:40] || d.cases[1:20] AS facts
FROM summed s JOIN debtors d ON d.id = s.id
