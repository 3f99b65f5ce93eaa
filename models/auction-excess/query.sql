-- 后一件开拍以前，同案其他标的物成交所得的净额，与债权、加倍利息（日万分之一点七五）、执行申请费、执行费用之和相比。
-- 先找出成交以后还有开拍的案件（很少），只对它们排列、相加；收成一个列表：数据库才知道它们很少。
WITH suspects AS (
    SELECT unnest(list(number)) AS number
    FROM (SELECT case_number_norm AS number FROM auctions GROUP BY 1
          HAVING max("start") > min("end") FILTER (WHERE contains(state, '成交') AND price > 0))
),
lots AS (
    SELECT *, min("end") FILTER (WHERE is_sold) OVER (PARTITION BY number, lot) AS first_sold
    FROM (SELECT *, case_number_norm AS number, coalesce(contains(state, '成交'), false) AS is_sold FROM auctions
          WHERE case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL))
),
sold AS (
    SELECT *, row_number() OVER (PARTITION BY number ORDER BY "end", lot, place) AS nth
    FROM lots WHERE is_sold AND price > 0 AND "end" IS NOT NULL
),
-- 按时间排成一串：到一件开拍为止（不含同时），此前成交的累计。
events AS (
    SELECT number, "end" AS "at", 1 AS kind, place, price - coalesce(priority, 0) AS net, coalesce(costs, 0) AS spent,
           1 AS n, (priority IS NULL)::INTEGER AS is_gross
    FROM sold
    UNION ALL
    SELECT number, "start", 0, place, 0, 0, 0, 0 FROM lots
    WHERE "start" < $today + 1 AND NOT coalesce(contains(state, '撤') OR contains(state, '中止') OR contains(state, '暂缓'), false)
      AND coalesce(says_no(consent), true) AND number IN (SELECT number FROM sold WHERE number IS NOT NULL)
      AND coalesce("start" <= first_sold, true) -- 卖过又重新拍卖的同一件，不拿它自己的价款比
),
earned AS (
    SELECT place, net, spent, n, is_gross > 0 AS is_gross
    FROM (SELECT kind, place, sum(net) OVER before AS net, sum(spent) OVER before AS spent, sum(n) OVER before AS n, sum(is_gross) OVER before AS is_gross
          FROM events
          WINDOW before AS (PARTITION BY number ORDER BY "at", kind, place ROWS UNBOUNDED PRECEDING))
    WHERE kind = 0 AND n > 0
),
claims AS (
    SELECT case_number_norm AS number, claim, title, applied, filed, place FROM cases
    WHERE claim > 0 AND case_number_norm IN (SELECT number FROM suspects WHERE number IS NOT NULL)
    QUALIFY row_number() OVER (PARTITION BY number ORDER BY claim DESC, place) = 1
),
owed AS (
    SELECT l.*, e.* EXCLUDE (place), c.claim, c.place AS claim_place, l."start"::DATE AS began, j.due,
           coalesce(j.due, add_months(coalesce(c.applied, c.filed), -24)) AS since
    FROM earned e JOIN lots l ON l.place = e.place JOIN claims c ON c.number = l.number
    LEFT JOIN (SELECT title, max(due) AS due FROM judgments
               WHERE title IN (SELECT title FROM claims WHERE title IS NOT NULL) GROUP BY title) j ON j.title = c.title
),
judged AS (
    SELECT *, coalesce((((claim)::HUGEINT * 175 * greatest(date_diff('day', since, began), 0) + 500000) // 1000000)::BIGINT, 0) AS interest,
           5000 + (least(greatest(claim - 1000000, 0), 49000000) * 15 + 999) // 1000
               + (least(greatest(claim - 50000000, 0), 450000000) * 10 + 999) // 1000
               + (least(greatest(claim - 500000000, 0), 500000000) * 5 + 999) // 1000
               + (greatest(claim - 1000000000, 0) + 999) // 1000 AS fee
    FROM owed
),
hits AS (SELECT * FROM judged WHERE net >= claim + interest + fee + spent),
-- 事实里最多列最近成交的二十件。
listed AS (
    SELECT h.place, list(fact('已成交', concat_ws('，', coalesce(s.title, s.lot), s."end"::DATE, yuan(s.price) || ' 元'), s.place) ORDER BY s.nth) AS facts
    FROM hits h JOIN sold s ON s.number = h.number AND s.nth <= h.n AND s.nth > h.n - 20
    GROUP BY h.place
)
SELECT concat_ws(' ', lot, case_number, round, "start"::VARCHAR) AS key, 'covered' AS rule, number AS case_number,
       coalesce(court, case_court(number)) AS court, [owner] AS parties, (net - claim - interest - fee - spent)::BIGINT AS amount,
       began AS act_date, (net - claim - interest - fee - spent)::BIGINT AS rank,
       ['others', CASE WHEN consent IS NULL THEN 'consent' END, CASE WHEN due IS NULL THEN 'due' END,
        CASE WHEN is_gross THEN 'priority' END] AS missing,
       ['others', 'joint', 'paid', 'general-interest'] AS questions,
       [fact('标的物', coalesce(title, lot), h.place), fact('开拍日期', began, h.place), fact('已得净额', yuan(net::BIGINT), NULL), fact('已成交件数', n::BIGINT, NULL),
        fact('债权额', yuan(claim), claim_place), fact('履行期限届满', due, NULL), fact('利息起算', since, NULL),
        fact('加倍部分债务利息', yuan(interest), NULL), fact('执行申请费', yuan(fee::BIGINT), NULL), fact('执行费用', yuan(spent::BIGINT), NULL),
        fact('债务合计', yuan((claim + interest + fee + spent)::BIGINT), NULL), fact('被执行人同意全部拍卖', consent, h.place)] || facts AS facts
FROM hits h JOIN listed l ON l.place = h.place
