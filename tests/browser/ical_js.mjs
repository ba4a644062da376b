// Paths of calendars in (a JSON list), what ical.js reads in them out.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

function instant(time) {
  if (time.isDate) return time.toString();
  if (time.zone.tzid === "floating") throw new Error(`${time} has lost its zone`);
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function event(component) {
  const { uid, summary, description, location, startDate, endDate } = new ICAL.Event(component);
  return { uid, summary, description, location: location ?? "", start: instant(startDate), end: instant(endDate) };
}

function read(path) {
  try {
    ICAL.TimezoneService.reset();
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
    calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
    return { events: calendar.getAllSubcomponents("vevent").map(event), troubles: [] };
  } catch (error) {
    return { events: [], troubles: [String(error)] };
  }
}

ICAL.design.strict = true;
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
