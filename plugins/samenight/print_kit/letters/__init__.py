"""The organisers' letters: templates filled with a city's facts."""
