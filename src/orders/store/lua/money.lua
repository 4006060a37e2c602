-- What money does as an order moves: `state/money.ts` has the table. Its price is one transfer from the reseller's purse to
-- the sales, pending for as long as the order may succeed; its cost is another, once it has.
local money_in = {
  confirmed = 'pending', sending = 'pending', unknown = 'pending', review = 'pending', placed = 'pending',
  succeeded = 'posted', failed = 'voided',
}
-- A confirmation that died between hold and order can be pressed again as long as it lives, which is far less.
local orphan_kept_ms = 3600 * 1000

local function price_id(order_id)
  return 'order:' .. order_id
end

-- `facts`: the order's, also as the first version wrote them.
local function begin_price(phase, order_id, reseller, facts, now)
  if facts.priceRupiah <= 0 then return end
  begin_transfer(phase, price_id(order_id), {
    debit = 'purse:' .. reseller, credit = 'sales', rupiah = int(facts.priceRupiah), kind = 'order', of = order_id,
    by = '', why = '',
  }, now)
end

-- What the supplier charged for an order that has succeeded; where it did not say, what its list said. The first version
-- knew one amount.
local function charged_for(order, facts)
  return cjson.decode(order.state).chargedRupiah or facts.costRupiah or facts.priceRupiah
end

local function book_cost(order_id, order, facts, now)
  local charged = charged_for(order, facts)
  if charged <= 0 then return end
  begin_transfer('posted', 'cost:' .. order_id, {
    debit = 'cost', credit = 'supplier', rupiah = int(charged), kind = 'cost', of = order_id, by = '', why = '',
  }, now)
end

-- Makes the books say what the order's state says, also of an order that was there before them.
local function settle_money(id, order, now)
  open_books()
  local phase, facts = money_in[order.name], cjson.decode(order.facts)
  if phase ~= 'voided' then begin_price(phase, id, order.reseller, facts, now) end
  if phase ~= 'pending' then end_transfer(phase, price_id(id), now) end
  if order.name == 'succeeded' then book_cost(id, order, facts, now) end
end

-- Until when the price stays held of an order that was never written; nil: it is not, or no longer.
local function orphan_until(id, now)
  open_books()
  local hold = hash('books:transfer:' .. price_id(id))
  if hold.phase ~= 'pending' then return nil end
  local until_ms = tonumber(hold.at) + orphan_kept_ms
  if until_ms > now then return until_ms end
  end_transfer('voided', price_id(id), now)
  return nil
end
