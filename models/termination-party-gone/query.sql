-- 死亡、注销日期按证件号码在各案之间通用；没有号码的只看本案同名的。
WITH party_rows AS NOT MATERIALIZED (
    SELECT case_number_norm AS number, coalesce(court, case_court(case_number)) AS court, party, party_id, party_id_norm, party_id_norms, died, dissolved, place
    FROM parties WHERE contains(role, '被执行')
),
-- 一行几个号码的拆开。
several AS (
    SELECT *, norm_id(unnest(string_split(party_id, '、'))) AS id FROM party_rows WHERE party_id_norms IS NOT NULL
),
-- 记有死亡、注销日期的行很少：先找出它们，再找同一号码的各行。
dated AS (
    SELECT *, party_id_norm AS id FROM party_rows WHERE party_id_norms IS NULL AND died IS NOT NULL
    UNION ALL
    SELECT *, party_id_norm AS id FROM party_rows WHERE party_id_norms IS NULL AND died IS NULL AND dissolved IS NOT NULL
    UNION ALL
    SELECT * FROM several WHERE coalesce(died, dissolved) IS NOT NULL
),
-- 收成一个列表：数据库才知道他们很少。
gone_ids AS (SELECT unnest(list(DISTINCT id)) AS id FROM dated),
rows AS (
    SELECT *, coalesce(id, party) AS who, least(died, dissolved) AS gone
    FROM (SELECT *, party_id_norm AS id FROM party_rows WHERE party_id_norm IN (SELECT id FROM gone_ids WHERE id IS NOT NULL)
          UNION ALL
          SELECT * FROM several WHERE id IN (SELECT id FROM gone_ids WHERE id IS NOT NULL)
          UNION ALL
          SELECT * FROM dated WHERE id IS NULL)
),
known AS (
    SELECT id, min(gone) AS gone, arg_min(CASE WHEN died <= coalesce(dissolved, died) THEN '死亡' ELSE '注销' END, gone) AS what,
           arg_min(place, gone) AS place
    FROM rows WHERE gone IS NOT NULL AND id IS NOT NULL GROUP BY id
),
debtors AS (
    SELECT r.number, r.court, r.party, r.id, r.who, coalesce(k.gone, r.gone) AS gone,
           coalesce(k.what, CASE WHEN r.died <= coalesce(r.dissolved, r.died) THEN '死亡' ELSE '注销' END) AS what,
           coalesce(k.place, r.place) AS gone_place, r.place
    FROM rows r LEFT JOIN known k ON k.id = r.id
    WHERE r.who IS NOT NULL AND coalesce(k.gone, r.gone) IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY r.number, r.who ORDER BY r.place) = 1
),
measure_rows AS NOT MATERIALIZED (
    SELECT * FROM (
        SELECT case_number_norm AS number, person_id, person,
               CASE WHEN contains(kind, '失信') THEN 'listed' ELSE 'restricted' END AS rule, kind, made AS day, lifted, least($today, coalesce(as_of, $today)) AS known, place
        FROM restrictions WHERE contains(kind, '失信') OR contains(kind, '消费') OR contains(kind, '限消') OR contains(kind, '限高')
        UNION ALL
        SELECT case_number_norm, debtor_id, debtor, 'ordered', '报告财产令', ordered, NULL, $today, place FROM property_reports)
    WHERE number IN (SELECT number FROM debtors WHERE number IS NOT NULL)
),
measures AS (
    SELECT *, norm_id(person_id) AS id FROM measure_rows WHERE NOT coalesce(contains(person_id, '、'), false)
    UNION ALL
    SELECT *, norm_id(unnest(string_split(person_id, '、'))) AS id FROM measure_rows WHERE contains(person_id, '、')
),
against AS (
    SELECT d.*, CASE WHEN m.day > gone THEN m.rule ELSE 'still' END AS rule, m.kind, m.day, m.lifted, m.place AS day_place
    FROM debtors d JOIN measures m ON m.number = d.number
         AND (m.id = d.id OR (m.id IS NULL OR d.id IS NULL) AND list_contains(string_split(m.person, '、'), d.party))
    WHERE m.day > gone
       OR m.rule IN ('listed', 'restricted') AND m.day <= gone AND m.lifted IS NULL AND gone + $days::INTEGER < m.known
),
closings AS (
    SELECT d.*, 'terminated' AS rule, c.closing AS kind, c.closed AS day, NULL::DATE AS lifted, c.place AS day_place
    FROM debtors d JOIN (SELECT case_number_norm AS number, closed, closing, place FROM cases
                         WHERE closed <= $today AND (contains(closing, '终结本次') OR contains(closing, '终本'))) c ON c.number = d.number
    WHERE c.closed > gone
),
-- 同一案件、同一人、同一种：最早的一次。
hits AS (
    SELECT * FROM (SELECT * FROM against UNION ALL SELECT * FROM closings)
    QUALIFY row_number() OVER (PARTITION BY number, who, rule ORDER BY day, day_place) = 1
)
SELECT concat_ws(' ', number, who, rule) AS key, rule, number AS case_number, court, [party] AS parties,
       CASE WHEN rule = 'still' THEN gone ELSE day END AS act_date,
       CASE rule WHEN 'listed' THEN 4 WHEN 'restricted' THEN 3 WHEN 'ordered' THEN 2 WHEN 'terminated' THEN 2 ELSE 1 END * 100000
           + date_diff('day', gone, CASE WHEN rule = 'still' THEN $today ELSE day END) AS rank,
       ['same-person', CASE WHEN what = '注销' THEN 'revoked' END, 'successors',
        CASE WHEN rule <> 'terminated' THEN 'office' END] AS questions,
       [fact('死亡或注销', what || '于' || gone::VARCHAR, gone_place), fact('措施', kind, day_place),
        fact('措施日期', day, day_place), fact('解除日期', lifted, day_place)] AS facts
FROM hits
