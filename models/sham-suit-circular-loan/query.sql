-- 一案一条：原告转给被告的每一笔，七日以后在谁那里（流水分析 onward）。
WITH loans AS (
    SELECT DISTINCT ON (transfer) transfer, payer, payer_id, payee, payee_id, payer_account, payee_account, day, amount, place
    FROM finding_onward ORDER BY transfer, place
),
lenders AS (SELECT payer AS key FROM loans UNION SELECT payer_id FROM loans WHERE payer_id IS NOT NULL UNION SELECT payer_account FROM loans WHERE payer_account IS NOT NULL),
sued AS (
    SELECT *, case_number_norm AS number, coalesce(amount, award) AS sum_sued
    FROM suits
    WHERE place IN (SELECT place FROM (SELECT place, unnest(string_split(concat_ws('、', plaintiff_ids, plaintiffs, lender_account), '、')) AS key FROM suits)
                    WHERE key IN (SELECT key FROM lenders WHERE key IS NOT NULL))
),
-- 原告方是付款人，被告方是收款人：号码在前，其次账号、姓名。
delivered AS (
    SELECT s.number, l.*
    FROM sued s JOIN loans l
      ON CASE WHEN l.payer_id IS NOT NULL AND s.plaintiff_ids IS NOT NULL THEN list_contains(string_split(s.plaintiff_ids, '、'), l.payer_id)
              ELSE list_contains(string_split(s.plaintiffs, '、'), l.payer) OR coalesce(l.payer_account = s.lender_account, false) END
     AND CASE WHEN l.payee_id IS NOT NULL AND s.defendant_ids IS NOT NULL THEN list_contains(string_split(s.defendant_ids, '、'), l.payee_id)
              ELSE list_contains(string_split(s.defendants, '、'), l.payee) OR coalesce(l.payee_account = s.borrower_account, false) END
    WHERE CASE WHEN s.lent IS NOT NULL THEN l.day BETWEEN s.lent - $match_days::INTEGER AND s.lent + $match_days::INTEGER
               ELSE coalesce(l.day < s.filed, true) END
),
-- 出借人的亲属和企业。
affiliates AS (
    SELECT DISTINCT d.payer, d.payer_id, k.other AS key, k.tie
    FROM delivered d JOIN (
        SELECT person_id_norm AS id, relative_id_norm AS other, relation AS tie FROM kin WHERE person_id_norm IN (SELECT payer_id FROM delivered WHERE payer_id IS NOT NULL)
        UNION ALL SELECT person_id_norm, relative, relation FROM kin WHERE relative_id IS NULL AND person_id_norm IN (SELECT payer_id FROM delivered WHERE payer_id IS NOT NULL)
        UNION ALL SELECT relative_id_norm, person_id_norm, relation FROM kin WHERE relative_id_norm IN (SELECT payer_id FROM delivered WHERE payer_id IS NOT NULL)
        UNION ALL SELECT owner_id_norm, company, '股东' FROM companies WHERE owner_id_norm IN (SELECT payer_id FROM delivered WHERE payer_id IS NOT NULL)
        UNION ALL SELECT legal_id_norm, company, '法定代表人' FROM companies WHERE legal_id_norm IN (SELECT payer_id FROM delivered WHERE payer_id IS NOT NULL)) k ON k.id = d.payer_id
    WHERE k.other IS NOT NULL AND k.other IS DISTINCT FROM d.payee_id AND k.other <> d.payee
),
back AS (
    SELECT d.number, d.transfer, sum(o.least) AS least, sum(o.most) AS most,
           string_agg(DISTINCT CASE WHEN o."end" = 'returned' THEN '本人' ELSE concat(o.receiver, '（', a.tie, '）') END, '、'
                      ORDER BY CASE WHEN o."end" = 'returned' THEN '本人' ELSE concat(o.receiver, '（', a.tie, '）') END) AS to_whom
    FROM delivered d JOIN finding_onward o ON o.transfer = d.transfer
    LEFT JOIN (SELECT payer, key, min(tie) AS tie FROM affiliates GROUP BY payer, key) a
           ON a.payer = d.payer AND (a.key = o.receiver_id OR a.key = o.receiver)
    WHERE o."end" = 'returned' OR a.key IS NOT NULL
    GROUP BY d.number, d.transfer
),
-- 出借当日或前一日，别人转给出借人的钱。
funding AS (
    SELECT d.number, d.transfer, sum(t.amount) AS amount, string_agg(DISTINCT t.payer, '、' ORDER BY t.payer) AS from_whom, min(t.place) AS place
    FROM delivered d JOIN finding_transfers t
      ON CASE WHEN t.payee_id IS NOT NULL AND d.payer_id IS NOT NULL THEN t.payee_id = d.payer_id ELSE t.payee = d.payer END
     AND t.day BETWEEN d.day - 1 AND d.day
    GROUP BY d.number, d.transfer
),
judged AS (
    SELECT d.*, least(coalesce(b.most, 0), d.amount)::BIGINT AS most, least(coalesce(b.least, 0), d.amount)::BIGINT AS least, b.to_whom,
           coalesce(b.most * 100 >= d.amount * $percent, false) AS is_back,
           coalesce(f.amount * 100 >= d.amount * $percent, false) AS is_funded, f.amount AS funded, f.from_whom, f.place AS funded_place
    FROM delivered d LEFT JOIN back b ON b.number = d.number AND b.transfer = d.transfer
    LEFT JOIN funding f ON f.number = d.number AND f.transfer = d.transfer
),
summed AS (
    SELECT number, count(*) AS n, count_if(is_back) AS n_back, bool_or(is_funded) AS any_funded, min(payer) AS payer, min(payee) AS payee,
           min(day) AS first_day, min(day) FILTER (WHERE is_back) AS back_day, sum(amount)::BIGINT AS amount,
           (sum(most) FILTER (WHERE is_back))::BIGINT AS most, (sum(least) FILTER (WHERE is_back))::BIGINT AS least,
           (sum(amount) FILTER (WHERE is_back))::BIGINT AS back_amount, max(funded)::BIGINT AS funded,
           string_agg(DISTINCT from_whom, '、' ORDER BY from_whom) AS from_whom, min(funded_place) AS funded_place, min(place) AS place,
           list(fact('转账', concat_ws('，', day, payer || '→' || payee, yuan(amount) || ' 元', '七日内回来至少 ' || yuan(least) || ' 至多 ' || yuan(most) || ' 元',
                                     to_whom), place) ORDER BY day, transfer) AS transfers
    FROM judged WHERE is_back OR is_funded GROUP BY number
),
one AS (SELECT DISTINCT ON (number) * FROM sued ORDER BY number)
SELECT s.number AS key, CASE WHEN j.n_back > 1 THEN 'sliced' WHEN j.n_back = 1 THEN 'returned' ELSE 'funded' END AS rule,
       s.number AS case_number, coalesce(s.court, case_court(s.case_number)) AS court, [s.plaintiffs, s.defendants] AS parties,
       s.sum_sued AS amount, coalesce(j.back_day, j.first_day) AS act_date,
       least(j.n_back, 9) * 10000000000000 + least(coalesce(j.most, 0), 9999999999999) AS rank,
       [CASE WHEN s.lent IS NULL THEN 'lent' END, CASE WHEN s.plaintiff_ids IS NULL THEN 'identity' END, 'which-money'] AS missing,
       ['other-dealings', CASE WHEN j.n_back > 0 THEN 'affiliate' END, 'statements'] AS questions,
       [fact('案由', s.cause, s.place), fact('对方', s.defendants, s.place), fact('出借日期', s.lent, s.place), fact('结案方式', s.outcome, s.place),
        fact('笔数', CASE WHEN j.n_back > 0 THEN j.n_back ELSE j.n END, NULL),
        fact('转账日', coalesce(j.back_day, j.first_day), j.place), fact('转账金额', yuan(coalesce(j.back_amount, j.amount)), j.place),
        fact('回流至多', yuan(j.most), j.place), fact('回流至少', yuan(j.least), j.place), fact('比例', $percent, NULL),
        fact('转入金额', CASE WHEN j.any_funded THEN yuan(j.funded) END, j.funded_place),
        fact('转入人', CASE WHEN j.any_funded THEN j.from_whom END, j.funded_place)] || j.transfers[1:30] AS facts
FROM one s JOIN summed j ON j.number = s.number
