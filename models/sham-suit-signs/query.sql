-- 一案一条：数迹象。先算不用别的表的几项，再由省到费一项一项地加；其余全中也够不着门槛的，不再往下算。
WITH base AS (
    SELECT *, case_number_norm AS number, coalesce(court, case_court(case_number)) AS where_filed,
           coalesce(norm_id(split_part(coalesce(plaintiff_ids, plaintiffs), '、', 1)), split_part(coalesce(plaintiff_ids, plaintiffs), '、', 1)) AS p,
           coalesce(norm_id(split_part(coalesce(defendant_ids, defendants), '、', 1)), split_part(coalesce(defendant_ids, defendants), '、', 1)) AS d,
           coalesce(contains(cause, '借贷') OR contains(cause, '借款'), false) AS is_loan,
           coalesce((contains(outcome, '调解') OR contains(outcome, '司法确认')) AND date_diff('day', filed, closed) BETWEEN 0 AND $days, false) AS is_quick,
           coalesce(date_diff('day', closed, enforced) BETWEEN 0 AND $enforced_days, false) AS is_enforced,
           coalesce((contains(contested, '无') OR contains(contested, '认') OR contains(contested, '放弃') OR contains(contested, '缺席')), false) AS is_uncontested,
           coalesce(list_has_any(string_split(plaintiff_agents, '、'), string_split(defendant_agents, '、')), false) AS has_one_agent,
           coalesce(priority NOT IN ('无', '否', '没有'), false) OR coalesce(in_kind NOT IN ('无', '否'), false) AS takes_property
    FROM suits
    WHERE filed IS NOT NULL
      AND NOT coalesce(contains(cause, '婚') OR contains(cause, '抚养') OR contains(cause, '赡养') OR contains(cause, '扶养')
                       OR contains(cause, '继承') OR contains(cause, '分家') OR contains(cause, '收养'), false)
      AND NOT (contains(plaintiffs, '银行') OR contains(plaintiffs, '信用社') OR contains(plaintiffs, '信用合作') OR contains(plaintiffs, '小额贷款')
               OR contains(plaintiffs, '消费金融') OR contains(plaintiffs, '保险'))
),
-- 还有四项：频繁、回流、亲属、先前。
possible AS (
    SELECT *, is_quick::INTEGER + is_enforced::INTEGER + is_uncontested::INTEGER + has_one_agent::INTEGER + takes_property::INTEGER AS own
    FROM base WHERE own + 4 >= $signs
),
many AS (
    SELECT DISTINCT a.number FROM possible a
    JOIN (SELECT p, where_filed FROM base WHERE is_loan GROUP BY p, where_filed HAVING count(*) >= $suits) m
         ON m.p = a.p AND m.where_filed IS NOT DISTINCT FROM a.where_filed
    JOIN base b ON b.p = a.p AND b.where_filed IS NOT DISTINCT FROM a.where_filed AND b.is_loan
         AND b.filed > add_months(a.filed, -12) AND b.filed <= a.filed
    WHERE a.is_loan GROUP BY a.number HAVING count(*) >= $suits
),
frequent AS (
    SELECT s.*, m.number IS NOT NULL AS is_frequent FROM possible s LEFT JOIN many m ON m.number = s.number
    WHERE own + is_frequent::INTEGER + 3 >= $signs
),
circles AS (
    SELECT coalesce(payer_id, payer) AS p, coalesce(payee_id, payee) AS d, payer, payee, max(most) AS most, min(place) AS place
    FROM finding_onward WHERE "end" = 'returned' AND most * 100 >= amount * 80 GROUP BY ALL
),
circular AS (
    SELECT s.number, max(c.most) AS most, min(c.place) AS place
    FROM frequent s JOIN circles c ON (c.p = s.p OR c.payer = s.plaintiffs) AND (c.d = s.d OR c.payee = s.defendants) GROUP BY s.number
),
signed AS (
    SELECT s.*, c.number IS NOT NULL AS is_circular, c.most, c.place AS circle_place, own + is_frequent::INTEGER + is_circular::INTEGER AS known
    FROM frequent s LEFT JOIN circular c ON c.number = s.number
    WHERE known + 2 >= $signs
),
people AS (SELECT unnest(list(DISTINCT id)) AS id FROM (SELECT p AS id FROM signed UNION ALL SELECT d FROM signed)),
ties AS (
    SELECT person_id_norm AS a, relative_id_norm AS b, relation, place FROM kin
    WHERE person_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL) AND relative_id_norm IN (SELECT id FROM people WHERE id IS NOT NULL)
),
related AS (
    SELECT s.number, min(t.relation) AS relation, min(t.place) AS place
    FROM signed s JOIN (SELECT * FROM ties UNION ALL SELECT b, a, relation, place FROM ties) t ON t.a = s.p AND t.b = s.d GROUP BY s.number
),
-- 查封了他们财产的。权利人只有一个号码的，直接比对；其余拆开。
marked AS (
    SELECT owner_id_norm AS d, case_number_norm AS seal_case, property, property_number, plate, vin, "start", lifted, place
    FROM seals WHERE owner_id_norm IN (SELECT d FROM signed WHERE d IS NOT NULL) AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解')
    UNION ALL
    SELECT * FROM (
        SELECT coalesce(norm_id(unnest(string_split(coalesce(owner_id, owner), '、'))), unnest(string_split(coalesce(owner_id, owner), '、'))) AS d,
               case_number_norm, property, property_number, plate, vin, "start", lifted, place
        FROM seals WHERE owner_id_norm IS NULL AND "start" IS NOT NULL AND NOT contains(concat(kind, measure), '解'))
    WHERE d IN (SELECT d FROM signed WHERE d IS NOT NULL)
),
-- 解封另有一行的（查封类型或者措施写着“解”）：同一案件、同一财产，自解封之日起解除；解除轮候的不算。
releases AS (
    SELECT case_number_norm AS number, vin, plate, property_number, coalesce(lifted, "start") AS released FROM seals
    WHERE contains(concat(kind, measure), '解') AND NOT contains(concat(kind, measure), '轮候')
      AND case_number_norm IN (SELECT seal_case FROM marked WHERE seal_case IS NOT NULL)
),
ended AS (
    SELECT m.place, min(coalesce(r.released, m."start")) AS released
    FROM marked m JOIN releases r ON r.number = m.seal_case AND (r.vin = m.vin OR r.plate = m.plate OR r.property_number = m.property_number)
    WHERE coalesce(r.released >= m."start", true) GROUP BY m.place
),
owned AS (
    SELECT m.d, m.seal_case, m.property, m."start", least(m.lifted, e.released) AS lifted, m.place
    FROM marked m LEFT JOIN ended e ON e.place = m.place
),
before AS (
    SELECT s.number, min(concat_ws('，', x.number, x.word || x.day)) AS words, min(x.place) AS place
    FROM signed s JOIN (
        SELECT d, "start" AS day, lifted AS until, seal_case AS number, '查封 ' AS word, place FROM owned
        UNION ALL
        SELECT coalesce(norm_id(split_part(coalesce(debtor_ids, debtors), '、', 1)), split_part(coalesce(debtor_ids, debtors), '、', 1)),
               filed, satisfied, case_number, '执行立案 ', place FROM cases) x
      ON x.d = s.d AND x.day < s.filed AND coalesce(x.until > s.filed, true)
    GROUP BY s.number
),
counted AS (
    SELECT s.*, r.relation, r.place AS kin_place, b.words, b.place AS before_place,
           [CASE WHEN is_frequent THEN '频繁出借' END, CASE WHEN has_one_agent THEN '同一代理人代理双方' END,
            CASE WHEN is_quick THEN '快速调解' END, CASE WHEN is_enforced THEN '随即申请执行' END,
            CASE WHEN is_uncontested THEN '没有争议' END, CASE WHEN r.number IS NOT NULL THEN '亲属' END,
            CASE WHEN b.number IS NOT NULL THEN '查封或被执行以后起诉' END,
            CASE WHEN takes_property THEN '优先权或以物抵债' END, CASE WHEN is_circular THEN '款项回流' END] AS marks,
           known + (r.number IS NOT NULL)::INTEGER + (b.number IS NOT NULL)::INTEGER AS n
    FROM signed s LEFT JOIN related r ON r.number = s.number LEFT JOIN before b ON b.number = s.number
)
SELECT number AS key, 'signs' AS rule, number AS case_number, where_filed AS court, [plaintiffs, defendants] AS parties,
       coalesce(award, amount) AS amount, filed AS act_date,
       n::BIGINT * 10000000000000 + least(coalesce(award, amount, 0), 9999999999999) AS rank,
       ['real'] AS missing, ['chance', 'others-hurt'] AS questions,
       [fact('项数', n, place), fact('迹象', concat_ws('、', marks[1], marks[2], marks[3], marks[4], marks[5], marks[6], marks[7], marks[8], marks[9]), place),
        fact('对方', defendants, place), fact('案由', cause, place), fact('立案日期', filed, place), fact('结案日期', closed, place),
        fact('结案方式', outcome, place), fact('答辩情况', contested, place), fact('申请执行', enforced, place),
        fact('优先权', priority, place), fact('抵债财产', in_kind, place), fact('亲属关系', relation, kin_place),
        fact('先前', words, before_place), fact('回流至多', yuan(most), circle_place)] AS facts
FROM counted WHERE n >= $signs
