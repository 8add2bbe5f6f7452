"use strict";

// All that comes from the server is put in as text (textContent), never as HTML.

const byId = (id) => document.getElementById(id);
const DOING = { 1: "free", 2: "busy", 3: "busy", 6: "rings", 7: "rings", 8: "busy" }; // device states of Asterisk
const STATES = {
  connecting: "Connecting",
  connected: "Live",
  away: "Asterisk is away",
  "given up": "Asterisk is away",
  offline: "No connection",
};
let board = { state: "connecting", since: Date.now() / 1000 };
let ahead = 0; // how many seconds this browser's clock is ahead of the server's
let offline = false;

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function tag(text) {
  return element("span", text, /^[A-Za-z]+$/.test(text) ? `tag ${text}` : "tag");
}

function known(text) {
  return text === "<unknown>" ? "" : text || "";
}

function time(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  return (hours ? [hours, ...parts] : parts).join(":");
}

// Seconds of HH:MM:SS.
function secondsOf(duration) {
  return (duration || "").split(":").reduce((sum, part) => sum * 60 + (Number(part) || 0), 0);
}

function showQueue(name, items, age) {
  const card = element("section", "", "card");
  const waiting = items.filter((item) => item.name === "QueueEntry");
  const heading = element("h2", name);
  const count = element("span", `${waiting.length} waiting`, "count");
  count.dataset.many = waiting.length;
  heading.append(count);
  card.append(heading);
  const callers = element("ul", "", "waiting");
  for (const item of waiting) {
    const line = element("li", "");
    line.append(element("span", known(item.caller_id_num) || "No number"));
    line.append(element("span", time((item.wait || 0) + age), "time"));
    callers.append(line);
  }
  if (waiting.length) card.append(callers);
  const members = element("ul", "");
  for (const item of items.filter((item) => item.name === "QueueMember")) {
    const line = element("li", "");
    line.append(element("span", item.member_name));
    line.append(tag(item.paused ? "paused" : DOING[item.status] || "away"));
    members.append(line);
  }
  card.append(members.childElementCount ? members : element("p", "No agents", "quiet"));
  return card;
}

function show() {
  const state = offline ? "offline" : board.state;
  const age = state === "connected" ? Date.now() / 1000 - ahead - board.since : 0;
  document.body.dataset.state = state;
  byId("state").textContent = STATES[state] || state;
  const banner = byId("banner");
  const since = new Date((board.since + ahead) * 1000).toLocaleTimeString();
  banner.hidden = state === "connected" || state === "connecting";
  banner.textContent = {
    away: `Asterisk is away since ${since}. What is shown may be old; it comes back by itself.`,
    "given up": `Asterisk is away since ${since}: ${board.why}`,
    offline: "This page has lost its own server. It comes back by itself.",
  }[state] || "";
  banner.title = board.why || "";
  byId("call").querySelector("button").disabled = calling || state !== "connected";

  const queues = new Map();
  for (const item of board.queues || []) {
    queues.set(item.queue, [...(queues.get(item.queue) || []), item]);
  }
  const cards = [...queues].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, items]) => showQueue(name, items, age));
  byId("queues").replaceChildren(...cards);

  const channels = [...(board.channels || [])].sort((a, b) => (a.channel < b.channel ? -1 : 1));
  byId("channels").replaceChildren(...channels.map((item) => {
    const row = element("tr", "");
    row.append(element("td", item.channel));
    const cell = element("td", "");
    cell.append(tag(item.channel_state_desc));
    row.append(cell);
    row.append(element("td", known(item.caller_id_num)));
    row.append(element("td", known(item.connected_line_num)));
    row.append(element("td", time(secondsOf(item.duration) + age), "time"));
    return row;
  }));
  const total = board.total || 0;
  byId("count").textContent = total > channels.length ? `${channels.length} of ${total}` : String(total);
  byId("count").dataset.many = total;
  byId("none").hidden = channels.length > 0;
  byId("calls").querySelector("table").hidden = channels.length === 0;
}

function listen() {
  const source = new EventSource("events");
  source.onmessage = (message) => {
    const told = JSON.parse(message.data);
    ahead = Date.now() / 1000 - told.now;
    board = told.board;
    offline = false;
    show();
  };
  source.onerror = () => {
    offline = true;
    show();
    // The browser tries again by itself, but not after an answer that is an error.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

let calling = false;

async function call(event) {
  event.preventDefault();
  const wish = Object.fromEntries(new FormData(event.target));
  const outcome = byId("outcome");
  calling = true;
  outcome.dataset.good = "";
  outcome.textContent = `Ringing ${wish.agent}`;
  show();
  try {
    const answer = await fetch("calls", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(wish),
    });
    const told = await answer.json();
    const answered = told.outcome === "answered";
    outcome.dataset.good = answered ? "yes" : "no";
    if (answered) outcome.textContent = `${wish.agent} answered, ${wish.number} is dialled`;
    else if (answer.ok) outcome.textContent = `${wish.agent}: ${told.outcome}. ${told.detail}`;
    else outcome.textContent = typeof told.detail === "string" ? told.detail : "The server takes no such call";
  } catch (error) {
    outcome.dataset.good = "no";
    outcome.textContent = `Nobody knows whether it was dialled: ${error.message}`;
  }
  calling = false;
  show();
}

byId("call").addEventListener("submit", call);
setInterval(show, 1000);
show();
listen();
